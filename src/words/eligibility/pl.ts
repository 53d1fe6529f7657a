/** Kto może głosować, po polsku. */
const way =
  '{way, select, register {rejestru mieszkańców} declaration {oświadczenia o zamieszkaniu} oidc {zewnętrznego logowania} code {kodu} paper {papierowej karty} other {tej drogi}}'

export const errors = {
  wayOff: `W tej edycji nie głosuje się za pomocą ${way}.`,
  noVoter: 'Nie wiadomo jeszcze, czy możesz głosować w tej edycji. Najpierw to wykaż na stronie głosowania.',
  notInRegister:
    'W rejestrze nie ma nikogo o tym numerze. Sprawdź go; jeśli jest dobry, złóż oświadczenie o zamieszkaniu albo przyjdź do punktu obsługi.',
  codeWrong: 'Tego kodu nie ma w tej edycji. Sprawdź go znak po znaku.',
  claimMissing:
    'Zewnętrzne logowanie nie podaje tego, o co pyta to głosowanie. Wybierz inną drogę albo przyjdź do punktu obsługi.',
  alreadyClaimed:
    'Pod tym numerem głosuje już ktoś z innego konta. Jeśli to nie Ty, przyjdź do punktu obsługi: sprawdzimy to.',
  otherVoter: 'Twoje konto głosuje już jako inna osoba. Jedno konto to jeden głosujący.',
  onPaper: 'W tej części głosowania wydano Ci kartę papierową. Karta jest tylko jedna.',
  votedOnline: 'W tej części głosowania wydano już kartę przez internet. Karta jest tylko jedna.',
  poolMissing: 'Podaj dzielnicę.',
  consentMissing: 'Brakuje jeszcze zgody rodzica. Można ją pokazać w punkcie obsługi.',
  tooYoung: 'W tej edycji głosuje się od {age, number} lat.',
  bornMissing: 'Ta edycja pyta o wiek: podaj datę urodzenia, na przykład 2001-05-17, albo sam rok.',
  tooManyGuesses:
    '{most, plural, one {Po # próbie w ciągu dnia nie przyjmujemy dalszych. Spróbuj jutro albo przyjdź do punktu obsługi.} few {Po # próbach w ciągu dnia nie przyjmujemy dalszych. Spróbuj jutro albo przyjdź do punktu obsługi.} many {Po # próbach w ciągu dnia nie przyjmujemy dalszych. Spróbuj jutro albo przyjdź do punktu obsługi.} other {Po # próby w ciągu dnia nie przyjmujemy dalszych. Spróbuj jutro albo przyjdź do punktu obsługi.}}',
  registerColumns: 'W rejestrze brakuje kolumn: {missing}. Są: {found}.',
  registerRows: 'To więcej, niż przyjmujemy naraz: {most, number}.',
  declarationWaits: 'Twoje oświadczenie czeka w urzędzie. Tutaj zobaczysz, co z nim będzie.',
  declarationUnknown: 'Nie ma takiego oświadczenia.',
  declarationDecided: 'Ktoś w międzyczasie rozpatrzył to oświadczenie.',
  voterUnknown: 'Nie ma takiego głosującego.',
}

export default {
  notice: {
    online: {
      title: 'Na Twoje nazwisko wydano kartę do głosowania',
      body: 'Wydano Ci przez internet kartę do głosowania w budżecie obywatelskim. Tego, jak głosujesz, nie widzi nikt, także miasto. Jeśli to nie Ty, od razu powiadom miasto: w punkcie obsługi to sprawdzą.',
    },
    paper: {
      title: 'Na Twoje nazwisko wydano papierową kartę do głosowania',
      body: 'W punkcie obsługi wydano Ci papierową kartę do głosowania w budżecie obywatelskim. Zamyka ona drogę do głosu przez internet. Jeśli to nie Ty, od razu powiadom miasto: w punkcie obsługi to sprawdzą.',
    },
  },
}
