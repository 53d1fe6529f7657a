/** Edycje budżetu obywatelskiego, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'
import type { errors as english } from './en.ts'

/** Nazwa etapu w zdaniu, po dwukropku. */
const phase =
  '{phase, select, submission {zgłaszanie projektów} formalCheck {ocena formalna} opinions {opinie wydziałów} appeal {odwołania} list {lista projektów} campaign {kampania} vote {głosowanie} count {liczenie głosów} delivery {realizacja} other {ten etap}}'

export const errors: Shape<typeof english> = {
  unknownEdition: 'Nie ma takiej edycji budżetu obywatelskiego.',
  notAnnounced: 'Ta edycja nie została jeszcze ogłoszona.',
  notSealed: 'Głosowanie w tej edycji jeszcze się nie zaczęło, więc nic nie jest jeszcze zapieczętowane.',
  editionExists: 'Edycja o takiej krótkiej nazwie już jest. Wybierz inną.',
  changedMeanwhile:
    'Ktoś zmienił tę edycję w tym samym czasie. Otwórz ją ponownie, zobacz, co nowego, i powtórz swoją zmianę.',
  sealed:
    'Głosowanie się zaczęło: zasady, lista i klucze są zapieczętowane i nikt nie może ich zmienić. Etap można jeszcze tylko przedłużyć.',
  nothingListed: 'Na karcie nie ma żadnego projektu, więc głosowanie nie może się zacząć.',
  tooEarly: 'Ta edycja nie jest jeszcze na tym etapie.',
  begun: `To, co się zaczęło, zostaje tak, jak ogłoszono: ${phase}. Można to tylko przedłużyć, z uzasadnieniem.`,
  announced: 'Ta edycja jest już ogłoszona.',
  groundsMissing: 'Mieszkańcy znają już te zasady. Napisz, dlaczego się zmieniają; uzasadnienie będzie publiczne.',
  rules:
    '{count, plural, one {Jedna rzecz w zasadach się nie zgadza.} few {# rzeczy w zasadach się nie zgadzają.} many {# rzeczy w zasadach się nie zgadza.} other {# rzeczy w zasadach się nie zgadza.}}',
  phaseClosed: `Teraz nie można tego zrobić. Ten etap nie trwa: ${phase}.`,
  phaseMissing: `W tej edycji nie ma takiego etapu: ${phase}.`,
  notLater: 'Etap można tylko przedłużyć: wybierz późniejszy koniec.',
  phaseOver: `Ten etap już się skończył i nie można go przedłużyć: ${phase}.`,
  followingOver: 'Na następny etap nie zostałoby czasu. Najpierw przedłuż tamten albo wybierz wcześniejszy koniec.',
}

const pl: Shape<typeof en> = {
  title: 'Budżet obywatelski',
  phase: {
    submission: 'Zgłaszanie projektów',
    formalCheck: 'Ocena formalna',
    opinions: 'Opinie wydziałów',
    appeal: 'Odwołania',
    list: 'Lista projektów',
    campaign: 'Kampania',
    vote: 'Głosowanie',
    count: 'Liczenie i wyniki',
    delivery: 'Realizacja',
  },
  state: {
    draft: 'szkic',
    announced: 'ogłoszona',
    sealed: 'trwa głosowanie',
    closed: 'głosowanie zakończone',
    opened: 'trwa liczenie',
    counted: 'wynik ustalony',
  },
  problem: {
    phaseTwice: 'Ten etap jest tu dwa razy.',
    phaseBackward: 'Koniec musi być po początku.',
    phaseOrder: 'Etapy są w złej kolejności.',
    phaseOverlap: 'Zaczyna się, zanim skończy się etap powyżej.',
    noVote: 'Edycja musi mieć głosowanie: podaj, kiedy się zaczyna i kończy.',
    noWay: 'Podaj, skąd wiadomo, kto może głosować. Bez tego nikt by nie mógł.',
    voteBegun: 'Głosowanie musi zaczynać się w przyszłości.',
    twice: 'Ta krótka nazwa jest tu dwa razy: {code}.',
    unknownSection: 'Nie ma takiej części: {section}.',
    noArea: 'Podaj, dla jakiego obszaru jest ta pula: o wyborze decyduje miejsce zamieszkania.',
    noPool: 'Ta część nie ma żadnej puli pieniędzy.',
    costBackward: 'Najniższy koszt jest wyższy niż najwyższy.',
    unknownCategory: 'Nie ma takiej kategorii: {category}.',
    choicesBackward: 'Najmniejsza liczba wyborów jest większa niż największa.',
    pointsBackward: 'Jeden projekt nie może dostać więcej punktów, niż jest.',
    unknownPool: 'Nie ma takiej puli: {pool}.',
    moneyCircle: 'Niewykorzystane pieniądze krążyłyby w kółko.',
    demandTwice: 'To wymaganie jest tu dwa razy.',
    ageNotDemanded: 'Podano wiek, ale pytanie o wiek nie jest włączone.',
    consentNotDemanded: 'Podano zgodę rodzica, ale pytanie o nią nie jest włączone.',
  },
}
export default pl
