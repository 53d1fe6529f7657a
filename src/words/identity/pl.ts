/** Osoby, konta i strony pracowników o nich, po polsku. */
import type en from './en.ts'
import type { errors as english } from './en.ts'
import type { Shape } from '../catalogue.ts'

export const errors: Shape<typeof english> = {
  wrongCredentials: 'Adres e-mail lub hasło się nie zgadza.',
  wrongCode: 'Ten kod się nie zgadza albo został już użyty. Poczekaj na następny i spróbuj ponownie.',
  signInAgain: 'To logowanie wygasło. Zaloguj się jeszcze raz.',
  badKey: 'Ten klucz API jest nieważny.',
  wrongPassword: 'To nie jest Twoje obecne hasło.',
  roleBeyond: 'Nie możesz tu nadać tej roli.',
  scopeBeyond: 'Nie masz tu uprawnienia „{scope}”, więc nie możesz nadać go kluczowi.',
  unknown: 'Tego już nie ma.',
  alreadyEnrolled: 'Kod z aplikacji jest już wymagany przy logowaniu.',
  notEnrolled: 'Kod z aplikacji nie jest jeszcze wymagany przy logowaniu.',
  lastAdministrator:
    'To ostatni administrator miasta. Najpierw nadaj tę rolę komuś innemu, aby miastem nadal można było zarządzać.',
  otherAccount: 'To zaproszenie jest dla innego adresu. Wyloguj się i otwórz odnośnik jeszcze raz.',
  accountExists: 'Konto z tym adresem już istnieje. Zaloguj się i otwórz odnośnik jeszcze raz.',
  alreadyMember: 'Ta osoba ma już tu tę rolę.',
  circle: 'Jednostka nie może podlegać samej sobie.',
  linkExpired: 'Ten odnośnik wygasł albo został już użyty. Poproś o nowy.',
  weakPassword:
    '{problem, select, long {Hasło może mieć najwyżej {charsMax, number} znaków.} email {Hasło nie może być Twoim adresem e-mail ani prawie nim.} other {Hasło musi mieć co najmniej {charsMin, number} znaków. Dobre jest całe zdanie.}}',
  expiryOutside: 'Ostatni dzień musi przypadać w przyszłości, w ciągu {daysMax, number} dni.',
  tooManyAttempts:
    'Za dużo prób. Spróbuj ponownie za {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}.',
}

const words: Shape<typeof en> = {
  role: {
    resident: 'mieszkaniec',
    editor: 'redaktor',
    analyst: 'analityk',
    steward: 'opiekun danych',
    dpo: 'inspektor ochrony danych',
    administrator: 'administrator',
  },
  kind: {
    city: 'całe miasto',
    department: 'wydział',
    unit: 'jednostka miejska',
    company: 'firma',
    ngo: 'organizacja pozarządowa',
    university: 'uczelnia',
  },
  scope: {
    'places.load': 'wczytywanie miejsc',
    'indicators.import': 'wczytywanie danych',
    'indicators.define': 'definiowanie wskaźników',
    'indicators.publish': 'publikowanie wskaźników',
    'analysis.decide': 'wyznaczanie wartości docelowych',
    'reports.make': 'sporządzanie raportów',
    'reports.publish': 'publikowanie raportów',
    'jobs.manage': 'zarządzanie pracami w tle',
    'platform.metrics': 'czytanie pomiarów działania serwisu',
    'audit.read': 'czytanie dziennika zdarzeń',
  },
  field: {
    email: 'Adres e-mail',
    password: 'Hasło',
    name: 'Imię i nazwisko',
    code: 'Kod',
    language: 'Język wiadomości do Ciebie',
    newPassword: 'Nowe hasło',
    currentPassword: 'Obecne hasło',
    passwordHint: 'Co najmniej {charsMin, number} znaków. Zdanie łatwo zapamiętać, a trudno odgadnąć.',
    missing: 'Wypełnij pole „{label}”.',
    choose: 'Wybierz co najmniej jedno: {label}.',
    badEmail: 'To nie wygląda na adres e-mail, taki jak anna@example.org.',
  },
  signIn: {
    title: 'Logowanie',
    intro: 'Dla pracowników miasta i organizacji, które z nim pracują. Do czytania konto nie jest potrzebne.',
    button: 'Zaloguj się',
    forgotten: 'Nie pamiętasz hasła?',
    invited: 'Konto zakłada się z zaproszenia. Wysyłają je administratorzy miasta.',
    codeTitle: 'Podaj kod',
    codeIntro: 'Otwórz aplikację w telefonie i przepisz sześć cyfr, które pokazuje dla Unii.',
    codeButton: 'Dalej',
    backup: 'Nie mam telefonu: użyję kodu zapasowego',
    app: 'Użyję kodu z aplikacji',
    backupIntro: 'Wpisz jeden z kodów zapasowych zachowanych przy włączaniu aplikacji. Każdy działa jeden raz.',
  },
  signOut: { title: 'Wylogowanie', text: 'Jesteś teraz na koncie: {name}.', button: 'Wyloguj się' },
  invitation: {
    title: 'Masz zaproszenie',
    text: '{organisation} zaprasza Cię do pracy w Unii w roli: {role}.',
    address: 'Twój adres: {email}',
    until: 'Zaproszenie jest ważne do {date}.',
    button: 'Załóż konto',
    join: 'Przyjmij zaproszenie',
    hasAccount: 'Masz już konto z tym adresem. Zaloguj się, aby przyjąć zaproszenie.',
  },
  reset: {
    title: 'Nowe hasło',
    intro: 'Podaj adres swojego konta. Odnośnik do ustawienia nowego hasła przyjdzie e-mailem.',
    button: 'Wyślij odnośnik',
    sent: 'Jeśli istnieje konto z tym adresem, odnośnik jest już w drodze. Działa przez {minutes, number} minut.',
    newTitle: 'Ustaw nowe hasło',
    newIntro: 'Wszystkie Twoje otwarte sesje zostaną zakończone.',
    newButton: 'Ustaw hasło',
    done: 'Nowe hasło jest ustawione. Zaloguj się nim.',
  },
  confirmEmail: {
    title: 'Potwierdź nowy adres',
    text: 'Odtąd logujesz się nowym adresem.',
    button: 'Potwierdź adres',
    done: 'Nowy adres jest potwierdzony. Odtąd loguj się nim.',
  },
  account: {
    title: 'Twoje konto',
    details: 'O Tobie',
    save: 'Zapisz',
    saved: 'Zapisano.',
    roles: 'Co możesz robić',
    rolesNone: 'Nie masz roli w żadnej jednostce.',
    roleAt: '{role}: {organisation}',
    email: 'Twój adres',
    emailIntro:
      'Logujesz się adresem {email}. Odnośnik przyjdzie na nowy adres; dopóki go nie otworzysz, nic się nie zmieni.',
    emailNew: 'Nowy adres',
    emailButton: 'Wyślij odnośnik',
    emailSent: 'Odnośnik został wysłany na nowy adres. Otwórz go, aby potwierdzić zmianę.',
    password: 'Twoje hasło',
    passwordButton: 'Zmień hasło',
    passwordDone: 'Hasło jest zmienione. Pozostałe sesje zostały zakończone.',
    sessions: 'Gdzie trwa Twoje logowanie',
    sessionsIntro: 'Jeśli czegoś tu nie rozpoznajesz, zakończ tę sesję i zmień hasło.',
    device: 'Urządzenie',
    address: 'Adres sieciowy',
    since: 'Od',
    until: 'Kończy się',
    thisOne: 'ta',
    end: 'Zakończ',
    endNamed: 'Zakończ sesję od {date}',
    ended:
      '{count, plural, =0 {Nie było innych sesji.} one {Zakończono # sesję.} few {Zakończono # sesje.} many {Zakończono # sesji.} other {Zakończono # sesji.}}',
    endOthers: 'Zakończ wszystkie pozostałe sesje',
    unknownDevice: 'nieznane urządzenie',
    totp: 'Kod z aplikacji',
    totpOff:
      'Gdy potrzebny jest kod z aplikacji w telefonie, samo hasło nikomu nie wystarczy. Nadaje się każda aplikacja do kodów jednorazowych.',
    totpOn: 'Przy każdym logowaniu potrzebny jest kod z Twojej aplikacji.',
    totpBegin: 'Włącz',
    totpScan:
      '1. Otwórz aplikację, wybierz dodanie konta i skieruj ją na ten kod. Możesz też wpisać sekret, a na samym telefonie otworzyć odnośnik.',
    totpQr: 'Kod do odczytania aparatem; zawiera sekret, który stoi obok jako tekst',
    totpSecret: 'Sekret',
    totpOpen: 'Otwórz w aplikacji na tym urządzeniu',
    totpKeep:
      '2. Zachowaj te kody zapasowe tam, gdzie trzymasz ważne dokumenty. Każdy działa jeden raz, gdy nie masz telefonu. Drugi raz się nie pokażą.',
    totpConfirm: '3. Przepisz sześć cyfr, które aplikacja pokazuje teraz.',
    totpConfirmButton: 'Włącz',
    totpDone: 'Odtąd przy logowaniu potrzebny jest kod.',
    totpDisable: 'Wyłącz',
    totpDisabled: 'Kod nie jest już potrzebny.',
    codesRenew: 'Nowe kody zapasowe',
    codesTitle: 'Twoje nowe kody zapasowe',
    codesText: 'Stare już nie działają. Te drugi raz się nie pokażą.',
    entries: 'Co zmieniono z Twojego konta',
    entriesIntro: 'Twoje zmiany, tak jak zapisano je w jawnym rejestrze. Jest tam numer zamiast nazwiska.',
    entriesNone: 'Nie ma tu jeszcze żadnej zmiany albo wpis jest w drodze do rejestru.',
    entryWhat: 'Co',
    entryWhen: 'Kiedy',
    entryNumber: 'Wpis',
    older: 'Starsze',
    deletion: 'Usunięcie konta',
    deletionText:
      'Twoje nazwisko, adres, hasło, role i sesje zostaną usunięte od razu i na zawsze. To, co zostało opublikowane, pozostanie, podpisane numerem, który nikogo nie wskazuje.',
    deletionButton: 'Usuń moje konto',
    deleted: 'Twoje konto zostało usunięte.',
  },
  event: {
    'identity.session.started': 'zalogowanie',
    'identity.session.ended': 'zakończenie sesji',
    'identity.account.created': 'założenie konta',
    'identity.account.changed': 'zmiana danych konta',
    'identity.account.deleted': 'usunięcie konta',
    'identity.password.changed': 'zmiana hasła',
    'identity.password.reset': 'nowe hasło z odnośnika',
    'identity.email.changed': 'zmiana adresu',
    'identity.totp.enrolled': 'włączenie kodów z aplikacji',
    'identity.totp.disabled': 'wyłączenie kodów z aplikacji',
    'identity.totp.codesRenewed': 'nowe kody zapasowe',
    'identity.membership.created': 'nadanie roli',
    'identity.membership.removed': 'odebranie roli',
    'identity.invitation.created': 'wysłanie zaproszenia',
    'identity.invitation.withdrawn': 'wycofanie zaproszenia',
    'identity.key.created': 'utworzenie klucza API',
    'identity.key.revoked': 'unieważnienie klucza API',
    'identity.organisation.created': 'dodanie jednostki',
    'identity.organisation.changed': 'zmiana jednostki',
    'identity.jobs.revived': 'ponowienie prac, które się nie udały',
  },
  people: {
    title: 'Osoby i jednostki',
    intro: 'Rola działa w swojej jednostce i we wszystkich, które jej podlegają. Rola w całym mieście działa wszędzie.',
    organisations: 'Jednostki',
    organisation: 'Jednostka',
    members: 'Osoby',
    membersNone: 'Nikt nie ma tu jeszcze roli. Zaproś kogoś poniżej.',
    person: 'Osoba',
    roleLabel: 'Rola',
    since: 'Od',
    remove: 'Odbierz',
    removeNamed: 'Odbierz rolę {role}: {name}',
    removed: 'Rola została odebrana.',
    invite: 'Zaproś kogoś',
    inviteIntro: 'Odnośnik przyjdzie e-mailem. Działa jeden raz, przez {days, number} dni.',
    inviteButton: 'Wyślij zaproszenie',
    invited: 'Zaproszenie zostało wysłane na adres {email}.',
    invitations: 'Otwarte zaproszenia',
    invitationsNone: 'Nie ma otwartych zaproszeń.',
    until: 'Ważne do',
    withdraw: 'Wycofaj',
    withdrawNamed: 'Wycofaj zaproszenie dla {email}',
    withdrawn: 'Zaproszenie zostało wycofane.',
    keys: 'Klucze API',
    keysIntro:
      'Z kluczem system działa w imieniu tej jednostki. Może tyle, ile mówią jego uprawnienia, do ostatniego dnia.',
    keysNone: 'Żaden system nie ma tu klucza.',
    keyName: 'Nazwa systemu',
    keyScopes: 'Co może',
    keyUntil: 'Ostatni dzień',
    keyUsed: 'Ostatnie użycie',
    keyNever: 'nigdy',
    keyState: 'Stan',
    keyValid: 'ważny',
    keyRevoked: 'unieważniony',
    keyExpired: 'wygasł',
    keyButton: 'Utwórz klucz',
    keyMade: 'Klucz dla systemu {name}. Skopiuj go teraz: drugi raz się nie pokaże.',
    revoke: 'Unieważnij',
    revokeNamed: 'Unieważnij klucz systemu {name}',
    revoked: 'Klucz został unieważniony.',
    add: 'Dodaj jednostkę',
    addKind: 'Rodzaj',
    addParent: 'Podlega',
    addTop: 'żadnej: stoi obok miasta',
    nameIn: 'Nazwa ({language})',
    addButton: 'Dodaj',
    added: 'Jednostka została dodana.',
  },
  jobs: {
    title: 'Prace, które się nie udały',
    intro: 'Pracę w tle podejmujemy kilka razy, coraz później. To, co nie udało się na dobre, czeka tu na decyzję.',
    none: 'Wszystko się udało.',
    name: 'Praca',
    when: 'Kiedy',
    error: 'Powód',
    noError: 'nie podano powodu',
    retry: 'Spróbuj wszystkiego ponownie',
    retried:
      '{count, plural, =0 {Nie było czego ponawiać.} one {Ponowiono # pracę.} few {Ponowiono # prace.} many {Ponowiono # prac.} other {Ponowiono # pracy.}}',
  },
  workspace: {
    imports: { title: 'Dane z plików', text: 'Wczytaj plik, zobacz, co by zmienił, i opublikuj.' },
    targets: { title: 'Cele wskaźników', text: 'Wyznacz, co miasto chce osiągnąć i do kiedy.' },
    enter: { title: 'Wpisz liczbę', text: 'Pojedyncza liczba wpisana ręcznie, z podaniem źródła.' },
    completeness: { title: 'Kompletność', text: 'Co jest podawane, czego brakuje i dlaczego, co czeka.' },
    reports: { title: 'Raporty', text: 'Sporządź raport z tego, co wiadomo teraz, i opublikuj go.' },
    people: { title: 'Osoby i jednostki', text: 'Zapraszaj, nadawaj role, twórz klucze dla systemów.' },
    jobs: { title: 'Prace, które się nie udały', text: 'Zobacz, co nie udało się w tle, i spróbuj ponownie.' },
    none: 'Twoja rola niczego tu nie otwiera. Jeśli tego potrzebujesz, zwróć się do administratora miasta.',
  },
  mail: {
    invitation: {
      subject: 'Zaproszenie do Unii: {organisation}',
      text: `{organisation} zaprasza Cię do pracy w Unii w roli: {role}.

Aby przyjąć zaproszenie, otwórz ten odnośnik i ustaw hasło:

{link}

Odnośnik działa jeden raz, przez {days, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}. Jeśli to zaproszenie trafiło do Ciebie przez pomyłkę, nic nie musisz robić.`,
    },
    reset: {
      subject: 'Nowe hasło do Unii',
      text: `Ktoś, zapewne Ty, prosi o nowe hasło do Twojego konta w Unii.

Aby je ustawić, otwórz ten odnośnik:

{link}

Odnośnik działa jeden raz, przez {minutes, number} minut. Jeśli to nie Ty, nic nie musisz robić: hasło się nie zmieniło.`,
    },
    email: {
      subject: 'Potwierdź swój adres w Unii',
      text: `Ten adres ma służyć do Twojego konta w Unii.

Aby go potwierdzić, otwórz ten odnośnik:

{link}

Odnośnik działa przez {minutes, number} minut. Jeśli to nie Ty, nic nie musisz robić.`,
    },
    changed: {
      subject:
        '{what, select, password {Hasło do Unii zostało zmienione} email {Adres w Unii został zmieniony} other {Logowanie do Unii zostało zmienione}}',
      text: `{what, select, password {Hasło do Twojego konta w Unii zostało właśnie zmienione, a pozostałe sesje zakończone.} email {Adres Twojego konta w Unii został właśnie zmieniony. Wiadomości przychodzą teraz na nowy.} other {Drugi krok logowania do Twojego konta w Unii, czyli kod z aplikacji, został właśnie włączony lub wyłączony.}}

Jeśli to Ty, nic nie musisz robić. Jeśli nie, od razu poproś o nowe hasło na stronie logowania i daj znać administratorowi miasta.`,
    },
  },
}
export default words
