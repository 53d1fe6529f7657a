/** Results of a vote, what other rules would have made of it, votes of the past; in Polish. */
import type { errors as en } from './en.ts'
import type english from './en.ts'
import type { Shape } from '../catalogue.ts'

export const errors: Shape<typeof en> = {
  notCounted: 'Głosy w tej edycji nie zostały jeszcze policzone.',
  unknownPool: 'W tej edycji nie ma takiej puli.',
  unknownArchive: 'Nie ma tu takiego głosowania albo nie jest publiczne.',
  archiveEmpty: 'W tym pliku nie ma projektu, który da się policzyć, albo nie ma kart do głosowania.',
}

const ballots = 'one {# karta} few {# karty} many {# kart} other {# karty}'
const pl: Shape<typeof english> = {
  title: 'Wyniki',
  lead: '{winners, plural, one {Wygrywa # projekt} few {Wygrywają # projekty} many {Wygrywa # projektów} other {Wygrywa # projektu}} z {projects, number}: {spent} z {budget}. {voters, plural, one {Policzono # kartę.} few {Policzono # karty.} many {Policzono # kart.} other {Policzono # karty.}}',
  waiting: 'Jeszcze nie policzono',
  waitingText:
    'Karty otwiera się po zakończeniu głosowania i liczy według zasady, którą zapieczętowano przed jego początkiem. Do tego czasu nikt nie zna wyniku cząstkowego, także miasto.',
  waitingUntil: 'Głosowanie kończy się {when}.',
  pools: 'Wszystkie pule',
  pool: 'Pula',
  show: 'Pokaż',
  column: {
    pool: 'Pula',
    ballots: 'Karty',
    winners: 'Zwycięzcy',
    spent: 'Wydane',
    left: 'Zostaje',
    project: 'Projekt',
    votes: 'Głosy',
    points: 'Punkty',
    cost: 'Koszt',
    why: 'Dlaczego',
  },
  support: {
    votes: '{count, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}}',
    points: '{count, plural, one {# punkt} few {# punkty} many {# punktów} other {# punktu}}',
  },
  quoted: '„{title}”',
  winnersOf: 'Zwycięskie projekty: {pool}',
  noWinners: 'Żaden projekt z tej puli nie wygrywa.',
  others: 'Tym razem nie',
  budget: '{budget} do wydania',
  received: 'W tym {amount}, które zostało z puli {pool}.',
  receivedMany:
    'W tym {amount}, które zostało z {count, plural, one {# innej puli} few {# innych pul} many {# innych pul} other {# innej puli}}.',
  moved: 'To, co zostało ({amount}), przechodzi do puli {pool}.',
  kept: 'Zostaje {amount}.',
  voters: `{voters, plural, ${ballots}}, {empty, plural, =0 {żadna nie jest pusta} one {w tym # pusta} few {w tym # puste} many {w tym # pustych} other {w tym # pustej}}`,
  turnout: `{ballots, plural, ${ballots}} na {issued, plural, one {# wydane prawo głosu} few {# wydane prawa głosu} many {# wydanych praw głosu} other {# wydanego prawa głosu}}.`,
  endowment: 'Każda głosująca osoba miała do wydania {amount}.',
  rule: {
    title: 'Jak liczono',
    greedy:
      'Według głosów: najpierw wchodzi projekt z największą liczbą głosów, potem następny, dopóki starcza pieniędzy.',
    equalShares:
      'Metodą równych udziałów: każda głosująca osoba ma taką samą część pieniędzy, a projekt wchodzi, gdy ci, którzy go wybrali, mogą razem za niego zapłacić.',
    phragmen:
      'Metodą Phragména: wszystkim głosującym pieniędzy przybywa w tym samym tempie, a projekt jest kupowany w chwili, gdy jego zwolennicy mają dość.',
  },
  constraints: {
    title: 'Ile kosztowały ograniczenia',
    none: 'Ograniczenia w tym głosowaniu niczego nie zmieniły: bez nich wygrałyby te same projekty.',
    text: 'Bez ograniczeń wygrałyby: {wouldWin}, a nie: {wouldLose}. Zwycięzcy mają przez nie o {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}} mniej.',
    more: 'Bez ograniczeń wygrałyby także: {wouldWin}. Zwycięzcy mają przez nie o {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}} mniej.',
    fewer:
      'Bez ograniczeń nie wygrałyby: {wouldLose}. Zwycięzcy mają dzięki nim o {votes, plural, one {# głos} few {# głosy} many {# głosów} other {# głosu}} więcej.',
  },
  map: 'Zwycięskie projekty na mapie',
  check: {
    title: 'Sprawdź samodzielnie',
    lead: 'Kto ma karty, dojdzie do tych samych zwycięzców. Nie trzeba wierzyć miastu na słowo.',
    recount: 'Przelicz ponownie we własnej przeglądarce',
    bundle: 'Pobierz wszystkie karty i dowody',
    pabulib: 'Karty tej puli w pliku Pabulib',
    document: 'Wynik jako dane',
    ledger: 'Wpis w publicznym rejestrze',
    numbers: 'Czy liczby kart się zgadzają?',
    whatIf: 'A gdyby liczono inaczej?',
  },
  whatIf: {
    tab: 'A gdyby inaczej?',
    title: 'A gdyby liczono inaczej?',
    lead: 'Te same karty, inne zasady. Co rozstrzygnięto, pozostaje rozstrzygnięte; tu widać, co znaczy wybór zasady.',
    of: `{pool}, {voters, plural, ${ballots}}`,
    notYet: 'Nie wszystkie zasady są już policzone. Zajrzyj za kilka minut.',
    rules: 'Zasady do porównania',
    way: {
      own: 'Jak rozstrzygnięto',
      votes: 'Według głosów',
      votesStop: 'Według głosów, do pierwszego, który się nie mieści',
      equalShares: 'Równe udziały, pieniądze wykorzystane',
      equalSharesOnly: 'Same równe udziały',
      phragmen: 'Phragmén',
    },
    wayText: {
      own: 'Zwycięzcy ogłoszeni przez miasto.',
      votes: 'Najpierw najwięcej głosów; co się nie mieści, jest pomijane.',
      votesStop: 'Najpierw najwięcej głosów; liczenie kończy się na pierwszym za drogim projekcie.',
      equalShares:
        'Każda głosująca osoba ma taką samą część pieniędzy; części rosną, dopóki jest z czego, a za resztę kupuje się według głosów.',
      equalSharesOnly:
        'Każda głosująca osoba ma taką samą część pieniędzy; za co nikt razem nie może zapłacić, to zostaje niewydane.',
      phragmen: 'Wszystkim przybywa w tym samym tempie; projekt jest kupowany, gdy jego zwolennicy mają dość.',
    },
    something: {
      title: 'Ile osób coś dostaje?',
      lead: 'Głosujący, których co najmniej jeden wybrany projekt wygrywa.',
      line: '{share} ({count, number} z {voters, number})',
    },
    spread: {
      title: 'Jak równo rozkładają się pieniądze?',
      lead: 'Koszt każdego zwycięskiego projektu dzieli się między tych, którzy go wybrali. Głosujący stoją w rzędzie od tego, kto dostaje najmniej, do tego, kto najwięcej; każdy słupek to jedna dziesiąta z nich.',
      half: 'Połowa głosujących, która dostaje najmniej: {share} pieniędzy.',
      top: 'Jedna dziesiąta, która dostaje najwięcej: {share}.',
      tenth: '{n}. dziesiąta część',
      table: 'Udział w pieniądzach każdej dziesiątej części głosujących',
    },
    areas: { title: 'Gdzie leżą zwycięskie projekty?', column: 'Dzielnica', none: 'Całe miasto' },
    traits: {
      age: 'Według wieku',
      sex: 'Według płci',
      neighborhood: 'Według miejsca zamieszkania głosujących',
      lead: 'Jaka część głosujących jest w każdej grupie i jaka część pieniędzy na nią przypada.',
      group: 'Grupa',
      voters: 'Głosujący',
      unknown: 'nie podano',
      sexes: '{sex, select, F {Kobiety} M {Mężczyźni} O {Inne osoby} other {{sex}}}',
    },
    projects: {
      title: 'Kto by wygrał?',
      wins: 'wygrywa',
      losing: 'nie',
      number: '{count, plural, one {# zwycięzca} few {# zwycięzców} many {# zwycięzców} other {# zwycięzcy}}',
    },
    spent: '{spent} wydane, {left} zostaje',
    table: 'Zasady obok siebie',
  },
  votes: {
    title: 'Dawne głosowania policzone na nowo',
    lead: 'Karty z wcześniejszych głosowań, z plików w standardzie Pabulib: zobacz, co wynikłoby z każdej zasady.',
    empty: 'Nie ma tu jeszcze żadnego dawnego głosowania',
    emptyText:
      'Organizatorzy mogą wczytać pliki w standardzie Pabulib, w którym miasta publikują karty ze swoich głosowań.',
    line: `{voters, plural, ${ballots}}, {budget}`,
    hidden: 'jeszcze niepubliczne',
    odd: '{count, plural, one {# osobliwość w pliku} few {# osobliwości w pliku} many {# osobliwości w pliku} other {# osobliwości w pliku}}',
    file: 'Plik',
    source:
      'Karty w takiej postaci, w jakiej opublikowało je miasto; wszystko, co mówiło o głosujących, przeszło przez bramkę, zanim stało się publiczne.',
    bring: {
      title: 'Wczytaj dawne głosowanie',
      file: 'Plik w standardzie Pabulib (.pb)',
      fileHint: 'Najwyżej 64 MB. Karty dostają nowe numery; identyfikatory głosujących nie są zachowywane.',
      name: 'Tytuł',
      nameHint: 'Jeśli zostawisz puste, taki, jaki podaje plik.',
      traits: 'Co zachować o głosujących',
      none: 'Nic: tylko karty',
      bands: 'Wiek w szerokich przedziałach, płeć, okolicę',
      asTheyAre: 'Wszystko, dokładnie',
      traitsHint: 'To, co mówi o osobach, czeka na inspektora ochrony danych, zanim ktokolwiek to zobaczy.',
      send: 'Wczytaj',
      missing: 'Wybierz plik.',
    },
    publish: 'Opublikuj',
    discard: 'Usuń',
    done: {
      brought: 'Głosowanie zostało wczytane i jest liczone. Nikt inny jeszcze go nie widzi.',
      published: 'Głosowanie jest publiczne.',
      discarded: 'Głosowanie zostało usunięte.',
    },
  },
}
export default pl
