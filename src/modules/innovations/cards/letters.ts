/** Letters as one looks for them: small, without marks. */
export const sameLetters = (text: string): string =>
  text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '')
