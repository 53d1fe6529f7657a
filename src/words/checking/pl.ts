/** Dwie pary oczu: co zauważają sprawdzenia, kto ręczy za dane, co wycofano, czego się nie podaje i dlaczego. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'
import type { errors as english } from './en.ts'

export const errors: Shape<typeof english> = {
  ownValue: 'To Twoje własne dane, więc zweryfikować musi je inna osoba.',
  personNeeded: 'Za dane może ręczyć tylko osoba, nie klucz systemu.',
  notVerified: 'Zanim ten import będzie można opublikować, musi go zweryfikować inna osoba.',
  returned: 'Ten import odesłano z podaniem powodu. Prześlij poprawiony plik albo poproś o ponowne spojrzenie.',
  stale:
    'W międzyczasie ktoś opublikował tę samą liczbę: {area}, {measure}, {period} to teraz {theirs, select, null {brak} other {{theirs, number}}}, a u Ciebie {yours, select, null {brak} other {{yours, number}}}. Zweryfikuj import jeszcze raz, znając obie.',
  unanswered:
    '{count, plural, one {# poważna uwaga nie ma jeszcze odpowiedzi.} few {# poważne uwagi nie mają jeszcze odpowiedzi.} many {# poważnych uwag nie ma jeszcze odpowiedzi.} other {# poważnej uwagi nie ma jeszcze odpowiedzi.}} Napisz, dlaczego liczba jest poprawna, albo odeślij import.',
}

const words: Shape<typeof en> = {
  finding: {
    unitSlip:
      'Około {factor} razy {way, select, more {więcej} other {mniej}} niż zwykle: {against, select, series {{others, plural, one {najbliższa liczba szeregu to} few {# najbliższe liczby szeregu to} many {# najbliższych liczb szeregu to} other {# najbliższej liczby szeregu to}} około {usual}} other {{others, plural, one {# taki sam obszar ma} few {# takie same obszary mają} many {# takich samych obszarów ma} other {# takiego samego obszaru ma}} około {usual}}}. Jeśli pomylono jednostkę, poprawna jest wartość {right}.',
    range: 'Daje wartość {value} wskaźnika „{indicator}” ({area}, {period}); możliwe jest {range}.',
    total:
      '{whole}: suma {parts, plural, one {# części} few {# części} many {# części} other {# części}} to {sum}, a całość to {total}. Przy pozostałych liczbach bez zmian poprawna jest wartość {right}.',
    jump: 'Z {before} ({beforePeriod}) na {found}: inaczej niż {others, plural, one {# inna zmiana} few {# inne zmiany} many {# innych zmian} other {# innej zmiany}} tego szeregu{peers, select, none {} other { i inaczej niż w tym czasie {cities, plural, one {# taki sam obszar} few {# takie same obszary} many {# takich samych obszarów} other {# takiego samego obszaru}} ({peers})}}. Zwykła byłaby wartość od {low} do {high}.',
    peers:
      'Daleko od {others, plural, one {# takiego samego obszaru} few {# takich samych obszarów} many {# takich samych obszarów} other {# takiego samego obszaru}}, gdzie jest około {usual}. Zwykła byłaby wartość od {low} do {high}.',
  },
}

export default words
