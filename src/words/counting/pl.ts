/** What counting says, in Polish. */
import type { errors as en } from './en.ts'
import type english from './en.ts'
import type { Shape } from '../catalogue.ts'

export const errors: Shape<typeof en> = {
  ties: 'Przy równej liczbie rozstrzygać może cost, votes, score, id albo lot: z ziarnem, na przykład lot:2026-10-15; jest „{found}”.',
  choice: '„{option}” może mieć wartość: {choices}; jest „{found}”.',
  noProject: 'W pliku nie ma projektu {project}. Sprawdź jego numer.',
  notPabulib:
    'To nie jest plik w standardzie Pabulib: w wierszu {line, number} brakuje {what, select, META {części META} PROJECTS {części PROJECTS} VOTES {części VOTES} other {kolumny „{what}”}}.',
  flowsInCircle:
    'Niewykorzystane pieniądze krążyłyby w kółko: {pools}. Niech jedna z tych pul zatrzyma, co jej zostanie.',
  unknownPool: 'Karta wskazuje pulę „{pool}”, której nie ma w tym głosowaniu.',
  noBudget: 'Budżet w wierszu {line, number} musi być kwotą, na przykład 400000 albo 400000.50; jest „{found}”.',
}

const pl: Shape<typeof english> = {
  problem: {
    voteType:
      'Rodzaj głosowania to approval, cumulative, scoring albo ordinal; jest „{found}”. Odczytano jako approval.',
    metaCount: '{key} podaje {said}; w pliku jest {found, number}.',
    column: 'Kolumna „{column}” jest tu pusta. Wiersz pominięto.',
    cells: 'Ten wiersz ma {found, number} pól, a nagłówek {expected, number}.',
    projectTwice: 'Projekt {project} występuje dwa razy. Drugi pominięto.',
    cost: 'Koszt projektu {project} musi być kwotą większą od zera; jest „{found}”. Projekt pominięto.',
    aboveBudget: 'Projekt {project} kosztuje więcej niż cały budżet. Nie może wygrać.',
    unknownProject: 'Nie ma projektu {project}. Ten wybór pominięto.',
    choiceTwice: 'Projekt {project} wybrano tu dwa razy. Liczy się raz.',
    voterTwice: 'Głosujący {voter} występuje dwa razy. Policzono obie karty.',
    points:
      'Podano {found, plural, one {# liczbę} few {# liczby} many {# liczb} other {# liczby}} punktów na {expected, plural, one {# wybór} few {# wybory} many {# wyborów} other {# wyboru}}: {points}. Wybory bez punktów liczą się po jednym.',
    tooFew:
      '{found, plural, one {# wybór} few {# wybory} many {# wyborów} other {# wyboru}}, mniej niż {limit, number}.',
    tooMany:
      '{found, plural, one {# wybór} few {# wybory} many {# wyborów} other {# wyboru}}, więcej niż {limit, number}.',
    pointsSum: 'Suma punktów to {found, number}, poza zakresem od {least, number} do {limit}.',
    tally:
      '{column, select, score {Punkty} other {Głosy}} projektu {project} podano jako {said}; z kart wychodzi {found, number}.',
  },
  decision: {
    fits: 'wchodzi: {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}, {cost}, zostaje {left}',
    fitsShares:
      'wchodzi: {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}, {cost}; {full, plural, one {# osoba zapłaciła} few {# osoby zapłaciły} many {# osób zapłaciło} other {# osoby zapłaciło}} po {price}{rest, plural, =0 {} one {, # wszystko, co jej zostało} few {, # wszystko, co im zostało} many {, # wszystko, co im zostało} other {, # wszystko, co im zostało}}; zostaje {left}',
    fitsUtilitarian:
      'wchodzi z tego, co zostało: {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}, {cost}, zostaje {left}',
    overBudget: 'nie mieści się: {cost}, zostało {left}',
    belowThreshold: 'za mało głosów: {votes, number}',
    constraint:
      'wyklucza go ograniczenie „{limit}”, bo wcześniej wszedł {lostTo}: {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}, {cost}',
    constraintAlone:
      'wyklucza go ograniczenie „{limit}”: {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}, {cost}',
    tied: 'Miał tyle samo co {before}; o pierwszeństwie {by, select, cost {zdecydował niższy koszt} votes {zdecydowały głosy} score {zdecydowały punkty} lot {zdecydowało publiczne losowanie} other {zdecydował numer}}.',
    unsupported:
      'jego zwolennicy nie mogą za niego zapłacić: {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}, {cost}',
    stopped:
      'po zakończeniu liczenia: {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}, {cost}',
  },
}
export default pl
