/** Obserwowanie, powiadomienia i listy o nich, po polsku. */
import type en from './en.ts'
import type { errors as english } from './en.ts'
import type { Shape } from '../catalogue.ts'

export const errors: Shape<typeof english> = {
  tooManyPushDevices: 'Od razu można powiadamiać najwyżej {most, number} przeglądarek. Najpierw usuń którąś z nich.',
  tooManyFollows:
    'Obserwujesz już {most, plural, one {# rzecz} few {# rzeczy} many {# rzeczy} other {# rzeczy}}. Najpierw przestań obserwować część z nich.',
}

const words: Shape<typeof en> = {
  title: 'Powiadomienia',
  intro: 'Co obserwujesz, czego się z tego powodu dowiadujesz i w jaki sposób.',
  follow: 'Obserwuj',
  unfollow: 'Przestań obserwować',
  following: 'Obserwujesz to.',
  how: 'E-mailem',
  howHint: 'To, co dotyczy tylko Ciebie, na przykład logowanie albo Twój głos, zawsze przychodzi e-mailem od razu.',
  mail: {
    atOnce: 'Od razu',
    weekly: 'Raz w tygodniu, w poniedziałek rano',
    never: 'Nigdy: zaglądam tutaj',
    one: `{body}

{link}

{followed, select, true {Ta wiadomość przychodzi, bo obserwujesz to w Unii. Aby przestać obserwować: {way}} other {Ta wiadomość przychodzi, bo dotyczy Twojego konta w Unii.}}`,
    weekSubject:
      '{count, plural, one {# nowa wiadomość z Unii} few {# nowe wiadomości z Unii} many {# nowych wiadomości z Unii} other {# nowej wiadomości z Unii}}',
    week: `Co słychać w tym tygodniu u tego, co obserwujesz w Unii:

{list}

Aby nie dostawać już takich listów: {way}`,
  },
  push: {
    title: 'W tej przeglądarce',
    intro: 'Przeglądarka może pokazywać powiadomienia od razu, także gdy żadna nasza strona nie jest otwarta.',
    button: 'Pokazuj powiadomienia w tej przeglądarce',
    unable:
      'Ta przeglądarka tego nie potrafi albo potrzebuje do tego JavaScriptu. Na iPhonie najpierw dodaj tę stronę do ekranu początkowego.',
    failed: 'Przeglądarka na to nie pozwoliła. Zgodę na powiadomienia tej strony można dać w jej ustawieniach.',
    browser: 'Przeglądarka',
  },
  saved: 'Zapisano.',
  unfollowed: 'Już tego nie obserwujesz.',
  followed: 'Co obserwujesz',
  followedNone: 'Nie obserwujesz jeszcze niczego. Na stronie tego, co da się obserwować, jest przycisk.',
  since: 'Od',
  what: 'Co',
  stop: 'Przestań',
  told: 'Czego się dowiadujesz',
  toldNone: 'Jeszcze nic. Stanie tu to, co się dzieje z rzeczami, które obserwujesz.',
  kinds: {
    budget: 'Budżet obywatelski',
    proposal: 'Pomysł',
    project: 'Projekt',
    other: 'Inne',
  },
  unsubscribe: {
    title: 'Koniec listów o tym',
    one: 'Nie będziesz już tego obserwować i listy o tym nie będą przychodzić.',
    all: 'Listy tygodniowe nie będą już przychodzić. To, co obserwujesz, zostaje na Twojej stronie.',
    button: 'Zrezygnuj z listów',
    done: 'Gotowe. Listy o tym nie będą już przychodzić.',
  },
}
export default words
