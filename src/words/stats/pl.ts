/** Czego modele nie policzą, po polsku. */
export const errors = {
  notFinite: 'Liczyć można tylko na liczbach skończonych, a jest {found}.',
  tooLarge: 'Liczba {found} jest za duża, żeby na niej liczyć.',
  tooMany: 'Liczb jest {found, number}, a trend wyznacza się najwyżej z {most, number}.',
  twice: 'Dwie liczby stoją w jednym miejscu: {found}. Do trendu potrzeba po jednej.',
  level: 'Poziom ufności musi leżeć między 0 a 1, na przykład 0.95, a jest {found}.',
}
