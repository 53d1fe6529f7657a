/** Czego oszczędności nie przyjmują, po polsku. */
import type { Shape } from '../../catalogue.ts'
import type { savingsErrors as en } from './en.ts'

export const savingsErrors: Shape<typeof en> = {
  unknown: 'Nie ma takiego planu ani wyniku oszczędności.',
  notDraft:
    'Plan jest zapieczętowany i nie da się go zmienić. To, co zmieniło się później nie za sprawą działania, wpisuje się jako korektę, z uzasadnieniem.',
  notSealed: 'Plan nie jest jeszcze zapieczętowany. Najpierw się go ustala, potem mierzy.',
  tooLate:
    'Prace zaczynają się {begins}, a dziś jest {today}. Plan można zapieczętować tylko przed rozpoczęciem prac: później nie byłby już obietnicą.',
  order: 'Oszczędności liczyłyby się od {reportsFrom}, zanim zaczną się prace ({begins}).',
  fileMissing:
    '{kind, select, meter {Brakuje odczytów licznika} temperature {Brakuje temperatur} other {Brakuje zmierzonych mocy}}. Dodaj plik, a potem policz.',
  notWatts: '„{entityId}” podaje moc w jednostce {unit}, a tu odczytuje się waty (WTT) i kilowaty (KWT).',
  wattage: 'W każdej grupie trzeba po wymianie zmierzyć co najmniej dwie oprawy. Brakuje: {missing}.',
  notPerson: 'Za wynik może ręczyć tylko osoba.',
  fourEyes:
    'Kto układał plan, dodawał plik, wpisywał korektę albo liczył, nie może ręczyć za wynik. Poproś kogoś innego.',
  decided: 'Ten wynik został już oceniony.',
  notConfirmed: 'Nikt inny nie potwierdził jeszcze tego wyniku; do tego czasu się go nie publikuje.',
  published: 'Ten wynik jest już opublikowany.',
  overlaps: '„{name}” już obowiązuje od {from}. Zakończ ją albo wybierz inne dni.',
  period: 'Okres od {from} do {to} nie ma końca albo kończy się, zanim się zacznie.',
  future:
    'Dni do {to} jeszcze nie minęły: dziś jest {today}. Tego, co przed nami, nikt nie zmierzył. Sprawdź rok w pliku albo podaj wcześniejszy koniec.',
  noThing: 'Broker nie zna obiektu „{entityId}”. Jego identyfikator stoi na jego stronie i w każdej odpowiedzi API.',
  noSeries:
    'Obiekt „{entityId}” nie ma odczytów o nazwie „{attribute}” albo ma ich pod tą nazwą kilka. Odczytuje: {found}.',
  noReadings:
    'Obiekt „{entityId}” nie ma jeszcze odczytów z {days} dni przed pracami ani z czasu po nich. Okres bazowy wymaga dni z roku przed pracami ze zużyciem i temperaturą: poczekaj na odczyty albo dodaj plik.',
  demoSeries:
    'Obiekt „{entityId}” należy do pokazu. To, co zmyślone, nie dowodzi oszczędności miasta: oznacz plan jako pokazowy.',
  personalSeries: 'Odczyty obiektu „{entityId}” dotyczą osoby, a to, z czego liczy się oszczędności, jest publiczne.',
  typed: 'Nie da się odczytać „{found}”. Dobrze byłoby: {right}',
  file: {
    noTime:
      'Żadna kolumna nie zawiera dni ani godzin. Są: {found}. Czas zapisuje się tak: 2025-12-31T14:30:00 albo 31.12.2025 14:30.',
    noValue: 'Wartości mogą stać w kilku kolumnach. Wskaż właściwą; są: {found}.',
    columnUnknown: 'Nie ma kolumny „{column}”. Są: {found}.',
    cell: 'Wiersz {line, number}: nie da się odczytać „{found}” w kolumnie „{column}”; dobrze byłoby na przykład: {expected}.',
    unit: 'Kolumna „{column}” nie mówi, czy jest w °C, czy w °F. Podaj jednostkę albo nazwij kolumnę temp_c lub temp_f.',
    empty: 'Plik ma nagłówek, a nie ma wierszy.',
    tooMany: 'Plik ma {found, number} wierszy, a czyta się najwyżej {most, number}.',
    gzip: 'Plik zaczyna się jak spakowany programem gzip, ale nie da się go rozpakować: jest uszkodzony albo nie przyszedł w całości ({cause}).',
  },
}
