/** Zgoda rodzica dla dziecka, po polsku. */
import type en from './en.ts'
import type { errors as english } from './en.ts'
import type { Shape } from '../catalogue.ts'

export const errors: Shape<typeof english> = {
  childCannot: 'Konto, które działa za zgodą rodzica, samo nie może dać zgody.',
  notAChild: 'Zgoda jest dla osób, które nie mają jeszcze {years, number} lat. Sprawdź rok urodzenia.',
  wrongConsentCode: 'Ten kod się nie zgadza, został już użyty albo wygasł. Poproś rodzica o nowy.',
  ownConsent: 'To Twój własny kod. Wpisuje go dziecko, zalogowane na swoje konto.',
  tooManyConsents: 'Na tym koncie jest zbyt wiele zgód. Jeśli potrzebujesz więcej, napisz do administratora miasta.',
}

const words: Shape<typeof en> = {
  title: 'Dzieci',
  intro:
    'Dziecko ma własne konto. Tam, gdzie zasady wymagają zgody rodzica, dajesz ją tutaj: dostajesz kod, a dziecko wpisuje go na tej samej stronie, zalogowane na swoje konto.',
  give: 'Zgoda dla dziecka',
  name: 'Imię dziecka, żeby było wiadomo, o które chodzi',
  birthYear: 'Rok urodzenia',
  birthYearHint: 'Zapisujemy tylko rok. Zgoda kończy się sama z rokiem, w którym dziecko kończy 18 lat.',
  button: 'Zgadzam się: pokaż kod',
  code: 'Kod dla dziecka: {code}',
  codeText: 'Działa jeden raz, do {date}. Drugi raz się nie pokaże.',
  given: 'Twoje zgody',
  child: 'Dziecko',
  state: 'Stan',
  waiting: 'czeka na wpisanie kodu, do {date}',
  lapsed: 'kod nie został użyty na czas',
  holds: 'obowiązuje do {date}',
  ended: 'wygasła',
  withdrawn: 'wycofana {date}',
  withdraw: 'Wycofaj',
  withdrawNamed: 'Wycofaj zgodę: {name}',
  withdrawnDone: 'Zgoda została wycofana.',
  take: 'Mam kod od rodzica',
  takeIntro: 'Rodzic dostaje kod na tej samej stronie swojego konta.',
  takeCode: 'Kod',
  takeButton: 'Użyj kodu',
  taken: 'Zgoda rodzica jest połączona z Twoim kontem.',
  received: 'Zgoda dla Ciebie',
  receivedHolds: 'Rodzic zgodził się na Twój udział. Zgoda obowiązuje do {date}; rodzic ją widzi i może ją wycofać.',
  notice: {
    linkedTitle: 'Dziecko skorzystało z Twojej zgody',
    linked:
      'Twój kod został wpisany na pewnym koncie. Jeśli to nie Twoje dziecko, wycofaj zgodę na stronie o dzieciach.',
    withdrawnTitle: 'Zgoda rodzica została wycofana',
    withdrawn: 'Zgoda łącząca konto rodzica i konto dziecka już nie obowiązuje.',
  },
}
export default words
