/** Pytania ze świata i odpowiedzi na nie, po polsku. */
import type { Catalogue } from '../en.ts'

export default {
  title: 'Zapytaj miasto',
  lead: 'Nie trzeba mieć konta. {n, plural, one {Miasto odpowiada w ciągu # dnia roboczego.} few {Miasto odpowiada w ciągu # dni roboczych.} many {Miasto odpowiada w ciągu # dni roboczych.} other {Miasto odpowiada w ciągu # dnia roboczego.}}',
  dueIfAsked:
    'Jeśli zapytasz dziś, odpowiedź przyjdzie do {due}. Dni wolne od pracy, na przykład święta, się nie liczą.',
  subject: 'Czego dotyczy',
  words: 'Pytanie',
  name: 'Imię i nazwisko albo instytucja',
  email: 'Adres e-mail',
  emailHint: 'Tam wyślemy odpowiedź. Adres, nazwę i treść pytania usuniemy 30 dni po odpowiedzi.',
  website: 'Zostaw to pole puste',
  send: 'Wyślij',
  sent: 'Pytanie do nas dotarło.',
  keep: 'Zachowaj adres tej strony: tutaj zobaczysz, co się dzieje z pytaniem. Wysłaliśmy go też pocztą.',
  follow: 'Twoje pytanie',
  state: 'Stan',
  states: {
    waiting: 'czeka na odpowiedź',
    late: 'miasto się spóźnia',
    answered: 'jest odpowiedź',
    closed: 'zamknięte',
  },
  due: 'Odpowiedź do {due}',
  asked: 'Zadane {at}',
  answeredOn: 'Odpowiedź z {at}, {inTime, select, yes {w terminie} other {po terminie}}',
  deleted: 'Pytanie usunięte',
  answer: 'Odpowiedź',
  forgotten:
    'Pytanie i odpowiedź usunięto: 30 dni po odpowiedzi, zgodnie z obietnicą, albo wcześniej, na życzenie tego, kto pytał.',
  desk: 'Pytania ze świata',
  deskLead: 'Najpierw to, co najpilniejsze. Odpowiedź idzie pocztą i podpisuje ją miasto, nie Ty.',
  open: 'Czekają',
  answered: 'Z odpowiedzią',
  none: 'Nikt nie czeka na odpowiedź.',
  reply: 'Wyślij odpowiedź',
  done: 'Odpowiedź jest w drodze.',
  writeBack: 'Odpisz',
  writeBackHint: 'Miasto ma wtedy znów tyle samo dni roboczych.',
  back: 'Twoje słowa są już u miasta.',
  forgetNow: 'Usuń teraz',
  forgetNowText: 'Pytanie, adres i odpowiedź usuniemy od razu i na zawsze. Miasto już wtedy nie odpowie.',
  closedText: 'Miasto zamknęło tę sprawę. Żeby pisać dalej, zapytaj od nowa.',
  you: 'Ty',
  city: 'Miasto',
  asker: 'Kto pyta',
  hand: 'Przekaż',
  handTo: 'Kto odpowiada',
  handCity: 'samo miasto',
  handedDone: 'Przekazane. Termin odpowiedzi się nie zmienia.',
  withIt: 'Odpowiada: {name}',
  close: 'Zamknij',
  closeText: 'Wszystko zostało powiedziane: kto pyta, nie może już odpisać.',
  closedDone: 'Zamknięte.',
  answerCall: 'Odpowiedz na ten nabór',
  callWords: 'Kim jesteście i co wnosicie',
  callLead: 'Napisz, kim jesteście i co wnosicie. Miasto odpowie tutaj i pocztą.',
  late: '{n, plural, one {# odpowiedź jest spóźniona} few {# odpowiedzi są spóźnione} many {# odpowiedzi jest spóźnionych} other {# odpowiedzi jest spóźnione}}',
  fromCall: 'Odpowiedź na nabór',
  letter: {
    receipt: {
      subject: 'Pytanie do miasta {city}',
      text: 'Ktoś, zapewne Ty, zadał pytanie miastu {city} i podał ten adres do odpowiedzi.\n\nMiasto odpowie do {due}. Co się z nim dzieje, widać tutaj:\n{link}\n\nJeśli to nie Ty, nie musisz nic robić.',
    },
    answer: {
      subject: '{city} odpowiada na pytanie',
      text: '{answer}\n\n{city}\n\nPytanie i ta odpowiedź, jeszcze przez 30 dni:\n{link}',
    },
    handed: {
      subject: 'Pytanie dla Waszego wydziału',
      text: 'Przekazano Wam pytanie do miasta. Trzeba na nie odpowiedzieć do {due}.\n\n{link}',
    },
    reminder: {
      subject: '{late, select, yes {Odpowiedź jest spóźniona} other {Odpowiedź potrzebna do {due}}}',
      text: '{late, select, yes {Na pytanie do miasta trzeba było odpowiedzieć do {due}.} other {Na pytanie do miasta trzeba odpowiedzieć do {due}.}}\n\n{link}',
    },
  },
} satisfies Catalogue['enquiries']

export const errors = {
  unknown: 'Nie ma takiego pytania. Może adres jest niepełny.',
  answered: 'Na to już odpowiedziano, {at, date, long}.',
  notAnswered: 'Miasto jeszcze nie odpowiedziało. Poczekaj na odpowiedź.',
  closed: 'Ta sprawa jest zamknięta. Zapytaj od nowa.',
  tooLong: 'Napisano tu już tyle listów, że więcej się nie zmieści. Zapytaj od nowa.',
  callOver: 'Ten nabór już się skończył albo został odwołany.',
  noDepartment: 'Nie ma takiego wydziału.',
  robot:
    'Wyglądało to tak, jakby nie wysłał tego człowiek. Otwórz formularz jeszcze raz, odczekaj chwilę i wyślij ponownie.',
  openAlready:
    '{count, plural, one {# pytanie z tego adresu e-mail czeka} few {# pytania z tego adresu e-mail czekają} many {# pytań z tego adresu e-mail czeka} other {# pytania z tego adresu e-mail czeka}} jeszcze na odpowiedź. Zapytaj znowu, gdy na któreś przyjdzie odpowiedź.',
  tooMany:
    '{minutes, plural, one {Stąd przyszło wiele pytań w krótkim czasie. Spróbuj ponownie za # minutę.} few {Stąd przyszło wiele pytań w krótkim czasie. Spróbuj ponownie za # minuty.} many {Stąd przyszło wiele pytań w krótkim czasie. Spróbuj ponownie za # minut.} other {Stąd przyszło wiele pytań w krótkim czasie. Spróbuj ponownie za # minuty.}}',
} satisfies Catalogue['errors']['enquiries']
