/** Wejście: odnośniki e-mailem, klucze dostępu, logowania zewnętrzne, po polsku. */
import type en from './en.ts'
import type { errors as english } from './en.ts'
import type { Shape } from '../catalogue.ts'

export const errors: Shape<typeof english> = {
  signInFresh:
    'Do tego potrzebne jest logowanie z ostatnich {minutes, number} minut. Wyloguj się, zaloguj ponownie i wróć tutaj.',
  nameMissing: 'Wpisz imię lub nazwę, którą mogą zobaczyć inni.',
  noPassword: 'Twoje konto nie ma jeszcze hasła. Poproś o odnośnik, którym je ustawisz.',
  badPasskey: 'Ten klucz dostępu nie został przyjęty. Spróbuj ponownie albo zaloguj się inaczej.',
  unknownPasskey: 'Ten klucz dostępu nie otwiera tu żadnego konta. Być może został usunięty. Zaloguj się inaczej.',
  passkeyExists: 'To urządzenie ma już klucz dostępu do Twojego konta.',
  tooManyPasskeys: 'Konto może mieć najwyżej {most, number} kluczy dostępu. Najpierw usuń któryś z nich.',
  outsideOff: 'To miasto nie podłączyło żadnego logowania zewnętrznego.',
  outsideFailed: 'Logowanie zewnętrzne się nie powiodło. Spróbuj ponownie albo zaloguj się inaczej.',
  outsideTaken: 'To logowanie zewnętrzne jest już połączone z innym kontem.',
}

const words: Shape<typeof en> = {
  link: 'Wyślij mi odnośnik',
  linkHint: 'Wyślemy Ci odnośnik e-mailem. Hasło nie jest potrzebne.',
  withoutPassword: 'Nie masz hasła? Zostaw puste: wyślemy Ci odnośnik e-mailem.',
  linkSent:
    'List jest w drodze na ten adres. Otwórz odnośnik z listu w ciągu {minutes, number} minut. Nic nie przyszło? Zajrzyj do folderu z niechcianą pocztą.',
  otherWays: 'Inne sposoby',
  intro: 'Aby głosować, zgłaszać pomysły, obserwować i pracować. Do czytania konto nie jest potrzebne.',
  newHere: 'Jesteś tu po raz pierwszy?',
  signUp: 'Załóż konto',
  passkey: 'Zaloguj się kluczem dostępu',
  passkeyHint: 'Odciskiem palca, twarzą albo kodem urządzenia. Bez adresu i bez hasła.',
  passkeyFailed: 'Klucz dostępu nie zadziałał. Spróbuj ponownie albo zaloguj się inaczej.',
  outside: 'Zaloguj się: {name}',
  up: {
    title: 'Załóż konto',
    intro:
      'Z kontem możesz głosować, zgłaszać pomysły i obserwować sprawy. Wystarczy imię; inni widzą je tylko tam, gdzie coś napiszesz.',
    name: 'Imię lub nazwa, którą mogą zobaczyć inni',
    button: 'Wyślij mi odnośnik',
    already: 'Masz już konto? Zaloguj się',
  },
  enter: {
    title: 'Logowanie',
    titleNew: 'Twoje nowe konto',
    as: 'Za chwilę zalogujesz się na konto: {name} ({email}).',
    asNew: 'Adres {email} nie ma jeszcze konta. Możesz je tu założyć.',
    notYou: 'Jeśli to nie Ty, zamknij stronę: bez przycisku nic się nie stanie.',
    button: 'Zaloguj się',
    buttonNew: 'Załóż konto',
    password: 'Hasło, jeśli chcesz je mieć',
    passwordHint:
      'Zostaw puste, a wejdziesz odnośnikiem albo kluczem dostępu. Jeśli nie, to co najmniej {charsMin, number} znaków.',
  },
  passkeys: {
    title: 'Klucze dostępu',
    intro:
      'Klucz dostępu przechowuje Twój telefon, komputer albo klucz sprzętowy. Zastępuje hasło i kod, a fałszywa strona go nie wyłudzi.',
    none: 'Nie masz jeszcze klucza dostępu.',
    add: 'Dodaj klucz dostępu',
    added: 'Klucz dostępu został dodany.',
    name: 'Nazwa',
    nameOf: 'Nazwa klucza dostępu',
    rename: 'Zmień nazwę',
    renamed: 'Nazwa została zmieniona.',
    remove: 'Usuń',
    removeNamed: 'Usuń klucz dostępu {name}',
    removed: 'Klucz dostępu został usunięty. Usuń go także ze swojego urządzenia.',
    since: 'Od',
    used: 'Ostatnio użyty',
    never: 'nigdy',
    synced: 'na kilku Twoich urządzeniach',
    device: 'tylko na jednym urządzeniu',
    needsScript: 'Dodanie klucza dostępu wymaga JavaScriptu w przeglądarce.',
    failed: 'Klucz dostępu nie został dodany. Może urządzenie odmówiło albo trwało to zbyt długo.',
    defaultName: 'Klucz z {date}',
  },
  logins: {
    title: 'Logowanie zewnętrzne',
    intro: 'Możesz logować się przez {name}, gdy połączysz je z tym kontem.',
    connected: 'Połączone od {date}.',
    connect: 'Połącz: {name}',
    disconnect: 'Rozłącz',
    connectedDone: 'Logowanie zewnętrzne jest połączone.',
    disconnected: 'Logowanie zewnętrzne jest rozłączone, a to, co od niego wiedzieliśmy, usunięte.',
    claims: 'Co stamtąd o Tobie wiemy',
    claimsHint: 'Przechowujemy tylko to, aby sprawdzić, czy możesz głosować. Odnawia się przy każdym takim logowaniu.',
    claimsNone: 'Nie dowiedzieliśmy się stamtąd niczego, co przechowujemy.',
    confirmTitle: 'Połączyć to logowanie?',
    confirm: 'Zalogowano przez {name}. Połączyć to logowanie z kontem {account}? Odtąd będzie otwierać to konto.',
    confirmButton: 'Połącz',
    confirmNot: 'Nie, zostaw',
    first:
      'Znamy to logowanie, ale nie jest jeszcze połączone z żadnym kontem. Zaloguj się albo załóż konto; potem je połączysz.',
  },
  setPassword: 'Twoje konto nie ma hasła. Jeśli chcesz je mieć, poproś o odnośnik, którym je ustawisz.',
  setPasswordButton: 'Poproś o odnośnik',
  fresh: 'Twoje konto nie ma hasła. To działa przez {minutes, number} minut od zalogowania.',
  data: {
    title: 'Twoje dane',
    intro: 'Wszystko, co jest na Twoim koncie, w pliku czytelnym dla programów (JSON).',
    button: 'Pobierz',
  },
  mail: {
    knownSubject: 'Twój odnośnik do Unii',
    known: `Ktoś, zapewne Ty, prosi o odnośnik do logowania w Unii.

Aby się zalogować, otwórz ten odnośnik i naciśnij przycisk:

{link}

Odnośnik działa jeden raz, przez {minutes, number} minut. Jeśli to nie Ty, nic nie musisz robić: bez tego listu nikt nie wejdzie.`,
    newSubject: 'Twoje konto w Unii',
    new: `Ktoś, zapewne Ty, podał ten adres, aby założyć konto w Unii.

Aby je założyć, otwórz ten odnośnik i naciśnij przycisk:

{link}

Odnośnik działa jeden raz, przez {minutes, number} minut. Jeśli to nie Ty, nic nie musisz robić: bez niego konto nie powstanie.`,
    changedSubject: 'Logowanie do Unii zostało zmienione',
    changed: `{what, select, passkeyAdded {Do Twojego konta w Unii został właśnie dodany klucz dostępu.} passkeyRemoved {Z Twojego konta w Unii został właśnie usunięty klucz dostępu.} outsideConnected {Z Twoim kontem w Unii zostało właśnie połączone logowanie zewnętrzne.} other {Od Twojego konta w Unii zostało właśnie odłączone logowanie zewnętrzne.}}

Jeśli to Ty, nic nie musisz robić. Jeśli nie, od razu się zaloguj, zakończ sesje, których nie znasz, usuń to, co nie Twoje, i daj znać administratorowi miasta.`,
  },
}
export default words
