/** Droga od słabego wskaźnika do zmierzonego efektu i pętla na stronie głównej, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'
import type { loop as enLoop } from './en.ts'

export default {
  title: 'Na drodze od braku do efektu',
  before: 'Co do tego doprowadziło',
  after: 'Co z tego wynikło',
  directionOf: '{n, number}. kierunek działań',
  reportOn: 'Jak idzie: {name}',
  again: 'Gdzie miasto będzie działać dalej',
  step: {
    report: 'Raport',
    indicator: 'Wskaźnik',
    direction: 'Kierunek działań',
    challenge: 'Wyzwanie',
    proposal: 'Propozycja mieszkańców',
    vote: 'Głosowanie',
    project: 'Projekt',
    pilot: 'Pilotaż i jego ewaluacja',
    practice: 'Co zadziałało',
    saving: 'Plan oszczędności',
    loop: 'Cała droga',
  },
} satisfies Shape<typeof en>

export const loop = {
  title: 'Od braku do zmierzonego efektu',
  lead: 'Osiem kroków, przy każdym to, co jest w nim w tej chwili. Ostatni prowadzi znów do pierwszego.',
  back: 'i znów od początku',
  shown: {
    title: 'Pokaz: cała droga raz dookoła',
    lead: 'Zmyślone, żeby pokazać, jak to działa: osiedla, liczby i osoby, których nie ma. Każdy krok powstał jednak według tych samych reguł co kroki miasta: głosy oddano i policzono, plan zapieczętowano, efekt obliczono. Daty są takie, w jakich by się to działo; księga ma godzinę, o której naprawdę to zapisano.', // prettier-ignore
    indicator: 'Słaby wskaźnik',
    indicatorNote: 'uczniów na osiedlu „{place}” w {period} szło lub jechało rowerem',
    direction: 'Kierunek działań',
    directionNote: 'brakowało do środka stawki innych osiedli',
    challenge: 'Wyzwanie',
    challengeNote: 'problem opisano {day}, przed jakimkolwiek rozwiązaniem',
    proposal: 'Propozycje',
    proposalNote: '{n, plural, one {propozycja mieszkańców na liście} few {propozycje mieszkańców na liście} many {propozycji mieszkańców na liście} other {propozycji mieszkańców na liście}}', // prettier-ignore
    vote: 'Głosowanie',
    voteNote: '{n, plural, one {karta oddana, otwarta i policzona} few {karty oddane, otwarte i policzone} many {kart oddanych, otwartych i policzonych} other {karty oddanej, otwartej i policzonej}}', // prettier-ignore
    project: 'Projekt',
    projectNote: 'obiecano do {day}',
    money: 'Pieniądze',
    moneyNote: 'wydano z {budget}',
    figures: 'Wskaźnik się zmienia',
    figuresNote: 'na osiedlu „{place}” w {period}',
    effect: 'Sprawdzony efekt',
    effectNote: 'od {low} do {high} wobec osiedli, na których nic nie zmieniono',
    report: 'Raport',
    reportNote: 'jak daleko jest do celu, z danych',
  },
  gaps: {
    name: 'Braki',
    count: '{n, plural, =0 {dziś żadnego nie widać} one {brak wobec innych miast lub celu} few {braki wobec innych miast lub celów} many {braków wobec innych miast lub celów} other {braku wobec innych miast lub celów}}', // prettier-ignore
  },
  challenges: {
    name: 'Wyzwania',
    count: '{n, plural, =0 {żadnego jeszcze nie ogłoszono} one {problem opisany publicznie} few {problemy opisane publicznie} many {problemów opisanych publicznie} other {problemu opisanego publicznie}}', // prettier-ignore
  },
  proposals: {
    name: 'Propozycje',
    count: '{n, plural, =0 {żadnej jeszcze nie złożono} one {propozycja mieszkańców} few {propozycje mieszkańców} many {propozycji mieszkańców} other {propozycji mieszkańców}}', // prettier-ignore
  },
  votes: {
    name: 'Głosy',
    count: '{n, plural, =0 {żadnego jeszcze nie oddano} one {oddana karta} few {oddane karty} many {oddanych kart} other {oddanej karty}}', // prettier-ignore
  },
  projects: {
    name: 'Projekty',
    count: '{n, plural, =0 {żadnego jeszcze nie zaczęto} one {projekt z pieniędzmi i obietnicą} few {projekty z pieniędzmi i obietnicami} many {projektów z pieniędzmi i obietnicami} other {projektu z pieniędzmi i obietnicami}}', // prettier-ignore
  },
  figures: {
    name: 'Dane',
    count: '{n, plural, =0 {żadna liczba jeszcze nie przyszła} one {liczba z podanym źródłem} few {liczby z podanym źródłem} many {liczb z podanym źródłem} other {liczby z podanym źródłem}}', // prettier-ignore
  },
  evaluations: {
    name: 'Ewaluacje',
    count: '{n, plural, =0 {żadnej jeszcze nie ukończono} one {efekt zmierzony przez porównanie} few {efekty zmierzone przez porównanie} many {efektów zmierzonych przez porównanie} other {efektu zmierzonego przez porównanie}}', // prettier-ignore
  },
  reports: {
    name: 'Raporty',
    count: '{n, plural, =0 {żadnego jeszcze nie opublikowano} one {raport, który się nie zmieni} few {raporty, które się nie zmienią} many {raportów, które się nie zmienią} other {raportu, który się nie zmieni}}', // prettier-ignore
  },
} satisfies Shape<typeof enLoop>
