/** Odmowy, które nie należą do jednego modułu: co się stało i co zrobić. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'

const pl: Shape<typeof en> = {
  unauthenticated: 'Najpierw się zaloguj albo wyślij klucz, który jest nadal ważny.',
  forbidden: 'Twoje konto nie ma do tego uprawnień. Jeśli ich potrzebujesz, poproś administratora tego miasta.',
  notFound: 'Pod tym adresem niczego nie ma. Sprawdź, czy nie ma w nim literówki.',
  methodNotAllowed: 'Ten adres istnieje, ale nie można o niego pytać w ten sposób. Przyjmuje: {allowed}.',
  invalid: 'Część przesłanych danych jest nieprawidłowa. Niżej jest każde takie pole i to, co powinno w nim być.',
  malformed: 'Nie da się odczytać tego, co przesłano: dane są niepełne albo mają inny format, niż podają.',
  unsupportedMediaType: 'Przesłano format, którego tu nie przyjmujemy.',
  rangeBeyond: 'Poproszono o część pliku za jego końcem: ma on {bytes, number} B.',
  tooLarge: 'Przesłano więcej danych, niż tu przyjmujemy.',
  fileMissing: 'Nie było pliku albo był pusty. Wybierz plik i wyślij go jeszcze raz.',
  tooManyRequests:
    '{retryAfterSeconds, plural, one {Zbyt wiele zapytań w krótkim czasie. Spróbuj ponownie za # sekundę.} few {Zbyt wiele zapytań w krótkim czasie. Spróbuj ponownie za # sekundy.} many {Zbyt wiele zapytań w krótkim czasie. Spróbuj ponownie za # sekund.} other {Zbyt wiele zapytań w krótkim czasie. Spróbuj ponownie za # sekundy.}}',
  crossOrigin:
    'To zapytanie przyszło z innej strony, więc niczego nie zmieniono. Otwórz stronę tego serwisu i spróbuj tam ponownie.',
  internal:
    'Coś zawiodło po naszej stronie i zostało to zapisane. Spróbuj ponownie za chwilę. Jeśli się powtórzy, podaj numer zapytania osobom, które prowadzą ten serwis.',
  status: {
    400: 'Zapytanie jest nieprawidłowe',
    401: 'Najpierw się zaloguj',
    403: 'Brak uprawnień',
    404: 'Nie ma takiej strony',
    405: 'Nie w ten sposób',
    409: 'Sprzeczne z tym, co już jest',
    410: 'Już tego nie ma',
    412: 'Potrzebna jest inna wersja',
    413: 'Za duże',
    415: 'Nieznany format',
    422: 'Nie da się tego zrobić',
    423: 'Zajęte',
    429: 'Zbyt wiele zapytań',
    500: 'Coś zawiodło po naszej stronie',
    502: 'Zawiódł inny serwer',
    503: 'Jeszcze niegotowe',
    504: 'Inny serwer odpowiadał zbyt długo',
    507: 'Brak miejsca',
  },
  field: {
    missing: 'To pole jest wymagane.',
    empty: 'To pole jest puste, a trzeba je wypełnić. Dobrze byłoby: {right}',
    type: '{expected, select, string {Tu powinien być tekst.} number {Tu powinna być liczba.} int {Tu powinna być liczba całkowita.} boolean {Tu powinno być true albo false.} date {Tu powinna być data.} array {Tu powinna być lista.} object {Tu powinien być obiekt z nazwanymi polami.} other {Tu powinna być wartość innego rodzaju.}}',
    tooSmall:
      '{kind, select, string {{limit, plural, one {Co najmniej # znak.} few {Co najmniej # znaki.} many {Co najmniej # znaków.} other {Co najmniej # znaku.}}} array {{limit, plural, one {Co najmniej # pozycja.} few {Co najmniej # pozycje.} many {Co najmniej # pozycji.} other {Co najmniej # pozycji.}}} other {{inclusive, select, true {Co najmniej {limit, number}.} other {Więcej niż {limit, number}.}}}}',
    tooLarge:
      '{kind, select, string {{limit, plural, one {Co najwyżej # znak.} few {Co najwyżej # znaki.} many {Co najwyżej # znaków.} other {Co najwyżej # znaku.}}} array {{limit, plural, one {Co najwyżej # pozycja.} few {Co najwyżej # pozycje.} many {Co najwyżej # pozycji.} other {Co najwyżej # pozycji.}}} other {{inclusive, select, true {Co najwyżej {limit, number}.} other {Mniej niż {limit, number}.}}}}',
    format:
      '{format, select, email {Tu powinien być adres e-mail, na przykład imie@example.org.} url {Tu powinien być adres strony, na przykład https://example.org/.} uuid {Tu powinien być UUID.} date {Tu powinna być data, na przykład 2026-11-24.} datetime {Tu powinna być data z godziną, na przykład 2026-11-24T10:00:00Z.} time {Tu powinna być godzina, na przykład 10:00:00.} other {To ma inną postać, niż powinno.}}',
    step: 'Tu powinna być wielokrotność liczby {step, number}.',
    unknown: 'Tego tu nie znamy: {names}.',
    choice: 'Tu powinna być jedna z wartości: {choices}.',
    wrong: 'Ta wartość tu nie pasuje.',
  },
  files: {
    unknown: 'Nie ma takiego pliku.',
    tooLarge: 'Plik ma więcej niż {limitBytes, number, ::scale/0.000001 .##} MB, a tyle najwyżej tu przyjmujemy.',
    corrupt:
      'Plik na naszym dysku nie jest już tym, który zachowano. Nie wydamy go; osoby, które prowadzą ten serwis, muszą go przywrócić.',
    diskFull:
      'Na naszym dysku nie ma już miejsca, więc niczego nie zachowano. To, co zachowano wcześniej, jest bezpieczne. Spróbuj później.',
  },
  uploads: {
    unknown: 'Nie ma takiego przesyłania: nie rozpoczęto go, zakończyło się albo czekało zbyt długo. Zacznij nowe.',
    wrongOffset:
      'Przesłano dotąd {has, plural, one {# bajt} few {# bajty} many {# bajtów} other {# bajta}}, więc dalszy ciąg zaczyna się tam, a nie w miejscu {at, number}. Zapytaj, ile dotarło, i wyślij resztę.',
    tooMuch:
      'Dotarło więcej, niż zapowiedziano ({bytesMax, plural, one {# bajt} few {# bajty} many {# bajtów} other {# bajta}}). To, co dotarło do tej granicy, zostało zachowane.',
    busy: 'Do tego przesyłania wysyła już inne zapytanie. Zapytaj, ile dotarło, i wyślij resztę.',
    diskFull: 'Na naszym dysku nie ma już miejsca. To, co dotarło, zostało zachowane; dokończ później.',
    protocolVersion: 'Obsługiwana jest tylko wersja {supported} protokołu tus.',
    lengthMissing: 'Podaj w nagłówku Upload-Length, ile bajtów ma cały plik.',
    offsetMissing: 'Podaj w nagłówku Upload-Offset, od którego bajtu zaczyna się wysyłana część.',
    badMetadata: 'Nagłówek Upload-Metadata musi zawierać pary: nazwa i wartość w base64, oddzielone przecinkami.',
  },
  mail: {
    badAddress: 'To nie jest adres e-mail, na który można wysłać wiadomość.',
    badSubject: 'Temat musi być jednym wierszem tekstu, niepustym, o długości najwyżej 300 znaków.',
  },
  net: {
    badAddress:
      '{reason, select, scheme {Adres musi zaczynać się od https://.} credentials {W adresie nie może być nazwy użytkownika ani hasła.} port {Adres wskazuje port, który nie służy stronom.} other {To nie jest adres strony.}}',
    privateAddress: '{host} prowadzi do sieci prywatnej, do której ten serwis nie wchodzi.',
    unreachable: '{host} nie odpowiada. Sprawdź adres albo spróbuj później.',
    undecodable: 'Inny serwer przysłał coś, czego nie da się odczytać.',
    tooLarge:
      'Inny serwer przysłał więcej niż {limitBytes, number, ::scale/0.000001 .##} MB, a tyle najwyżej tu przyjmujemy.',
    tooManyRedirects:
      '{host} odsyła nas dalej więcej niż {most, plural, one {# raz} few {# razy} many {# razy} other {# razy}}. Podaj adres docelowy.',
    timeout: '{host} odpowiada zbyt długo. Spróbuj później.',
  },
  ledger: {
    invalid: 'To nie może stać w księdze: {reason}.',
    tooLarge: 'Wpis ma {bytes, number} B, a w księdze mieści się najwyżej {bytesMax, number} B.',
    unknown: 'W księdze nie ma takiego wpisu.',
    pending: 'Wpis jest w księdze, ale nie ma jeszcze miejsca w drzewie. Zapytaj ponownie za kilka sekund.',
    unknownSize: 'Księga nigdy nie miała rozmiaru {size}.',
    otherKey: 'Księgę podpisano innym kluczem niż ten, który ma ta instalacja. Przywróć jej klucz z kopii zapasowej.',
    folderNotEmpty: 'Folder {folder} nie jest pusty. Podaj pusty.',
  },
  photos: {
    unreadable: 'Tego pliku nie da się odczytać jako zdjęcia. Zdjęcia to pliki JPEG, PNG albo WebP.',
  },
  press: {
    noPages: 'Ten proces nie ma stron do drukowania. Uruchom go jako `start` albo `work`, ze zbudowanym portalem.',
    noBrowser:
      'Nie da się tu wydrukować PDF: nie znaleziono przeglądarki, która działa ({reason}). Wskaż Chromium w zmiennej CHROMIUM_PATH. Strona i dane są kompletne i bez tego.',
    failed: 'Nie udało się wydrukować strony {path}: {reason}.',
    tooSlow:
      'Drukowanie {path} trwało dłużej niż {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}} i zostało przerwane. Spróbuj później.',
  },
  platform: {
    backupMismatch:
      'Kopia zapasowa nie pasuje do tego programu: tabela {table}, kolumny {columns}. Przywróć ją wersją, która ją zrobiła.',
    backupDamaged: 'Kopia zapasowa jest niepełna albo uszkodzona: {member}. Weź inny jej egzemplarz.',
    notEmpty: 'W {where} już coś jest, a niczego się tam nie nadpisuje. Podaj puste miejsce.',
    notJson: 'To nie jest JSON: {cause}',
    alreadyRunning: 'Unia już działa na {dataDir}. Najpierw ją zatrzymaj albo podaj inny folder w DATA_DIR.',
    databaseUnreachable: 'Baza danych nie odpowiada: {cause}',
    databaseAway: 'Baza danych chwilowo nie odpowiada. Nic nie przepadło; spróbuj za minutę.',
    diskFull:
      'Na dysku nie ma już miejsca, więc tego nie zrobiono. To, co zapisano wcześniej, jest bezpieczne. Zrób miejsce albo spróbuj później.',
    databaseTooOld: 'Baza danych to PostgreSQL {found}; potrzebny jest {needed} lub nowszy.',
    schemaTooNew:
      'Bazę danych zmieniła nowsza wersja Unii ({unknown}). Uruchom tamtą wersję albo przywróć kopię zapasową.',
  },
}

export default pl
