/** Liczby z odczytów: jakie są reguły, co z nich powstało i z czego, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'

const pl: Shape<typeof en> = {
  title: 'Liczby z odczytów',
  lead: 'Z tego, co odczytują liczniki i czujniki, powstają liczby do wskaźników, według reguł, które tu stoją. Liczba jest ważna tylko wtedy, gdy odczytów było dość, i prowadzi do każdego z nich.',
  none: 'Nie ma jeszcze reguł',
  noneText: 'Które odczyty stają się liczbami, mówi paczka miasta. Nie ma w niej jeszcze takiej reguły.',
  open: 'publikowane na bieżąco',
  closed: 'jeszcze niepublikowane',
  rule: {
    title: 'Reguła',
    measure: 'Daje liczby do miary',
    things: 'Z obiektów typu',
    attribute: 'Co jest odczytywane',
    how: 'W jaki sposób',
    series:
      '{aggregate, select, mean {średnia każdego szeregu} sum {suma każdego szeregu} difference {stan każdego licznika na końcu minus stan na początku} min {najniższy odczyt każdego szeregu} max {najwyższy odczyt każdego szeregu} other {liczba odczytów każdego szeregu}}, {grain, select, day {dzień po dniu} month {miesiąc po miesiącu} other {rok po roku}}',
    across:
      '{across, select, mean {potem średnia tych szeregów, które są kompletne} sum {potem suma; potrzebny jest każdy szereg} min {potem najniższa wartość; potrzebny jest każdy szereg} other {potem najwyższa wartość; potrzebny jest każdy szereg}}',
    complete: 'Ważna, gdy',
    share: 'odczyt ma co najmniej {share} wszystkich {bucket, select, hour {godzin} other {dni}}',
    source: 'Tak mówi',
    unverified: 'podane z pamięci, jeszcze niesprawdzone w źródle',
  },
  figures: {
    title: 'Liczby',
    none: 'Nie ma jeszcze odczytów z całego okresu',
    noneText: 'Gdy okres się skończy, a obiekty go zgłoszą, jego liczba stanie tutaj.',
    area: 'Obszar',
    period: 'Okres',
    value: 'Liczba',
    complete: 'Kompletność',
    readings: 'Odczyty',
    lack: {
      tooFew: 'za mało odczytów',
      noStart: 'brak odczytu na początku',
      noEnd: 'brak odczytu na końcu',
      meterFell: 'stan licznika spadł: wymiana albo przekręcenie',
      noReadings: 'brak odczytów',
    },
  },
  series: {
    title: 'Powstała z tych odczytów',
    thing: 'Obiekt',
    temporal: 'odczyty',
    hidden:
      '{n, plural, one {jeszcze # obiekt, który nie jest publiczny} few {jeszcze # obiekty, które nie są publiczne} many {jeszcze # obiektów, które nie są publiczne} other {jeszcze # obiektu, które nie są publiczne}}',
    revisions: 'Wersje',
    revision: 'Wersja {n}, {moment}',
    late: 'Gdy odczyty przyjdą później albo zostaną poprawione, liczba powstaje na nowo, a poprzednia zostaje.',
    fingerprint: 'Odcisk tego, z czego powstała',
    back: 'Wszystkie liczby według tej reguły',
  },
  provenance: 'z odczytów',
  decide: {
    title: 'Publikować na bieżąco?',
    text: 'Zdecyduj raz, czy liczby według tej reguły mają być publikowane bez dalszych decyzji. Każda i tak jest sprawdzana: ta, do której są uwagi albo którą zatrzyma bramka, czeka na człowieka. Zmieniona reguła wymaga nowej decyzji.',
    opened: 'Decyzja z {moment}: {grounds}',
    grounds: 'Powód, publiczny',
    open: 'Publikuj od teraz',
    close: 'Nie publikuj więcej',
    done: {
      opened: 'Liczby według tej reguły są odtąd publikowane.',
      closed: 'Z tej reguły nic więcej nie będzie publikowane.',
    },
  },
}
export default pl
