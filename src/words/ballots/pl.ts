/** Karty do głosowania i potwierdzenia, po polsku. */
export const errors = {
  signerAway:
    'Nie można się połączyć z częścią systemu, która przechowuje klucze głosowania. Nic nie przepadło: za chwilę wyślij to samo jeszcze raz.',
  signerClosed: 'Głosowanie się skończyło: niczego już nie podpisujemy.',
  voteNotClosed: 'Karty otwiera się dopiero po zakończeniu głosowania.',
  keysUnknown: 'Dla tego głosowania nie ma kluczy.',
  keysDestroyed: 'Klucze tego głosowania zostały zniszczone.',
  blindedWrong: 'To, co przyszło do podpisu, nie jest zakrytym żetonem. Wczytaj stronę od nowa i zacznij jeszcze raz.',
  poolUnknown: 'Nie ma takiej puli: {pool}.',
  notYourPool: 'Głosujesz w dzielnicy, w której mieszkasz. Ta pula należy do innej.',
  tokenIssued:
    'W tej części głosowania wydano Ci już kartę, na innym urządzeniu albo w innym oknie. Dokończ tam: karta jest tylko jedna.',
  tokenUsed: 'Tym żetonem oddano już inny głos. Liczy się pierwszy.',
  tokenInvalid: 'Ta karta nie ma żetonu tego głosowania i tej puli, więc jej nie przyjęliśmy.',
  projectUnknown: 'Projektu {project} nie ma na tej karcie.',
  projectTwice: 'Projekt {project} wybrano dwa razy.',
  choicesFew:
    '{least, plural, one {Wybierz co najmniej # projekt.} few {Wybierz co najmniej # projekty.} many {Wybierz co najmniej # projektów.} other {Wybierz co najmniej # projektu.}}',
  choicesMany:
    '{most, plural, one {Wybierz co najwyżej # projekt.} few {Wybierz co najwyżej # projekty.} many {Wybierz co najwyżej # projektów.} other {Wybierz co najwyżej # projektu.}}',
  pointsWrong: 'Punkty nie zgadzają się z zasadami tej karty.',
  choicesUnsorted: 'Wybrane projekty muszą stać w kolejności numerów.',
  overBudget: 'Wybrane projekty kosztują więcej, niż jest pieniędzy.',
  castAsSomebody:
    'Głos oddaje się bez sesji, ciasteczka i klucza, żeby nikt nie poznał, czyj jest. Nie zajrzeliśmy do niego; wyślij go bez nich.',
  notOpenedYet: 'Karty nie zostały jeszcze otwarte.',
  paperOff: 'W tej edycji nie głosuje się na papierze.',
  paperEntered: 'Kartę {serial} wprowadziły już dwie osoby.',
  paperSame: 'Tę kartę ({serial}) już wprowadzono z Twojego konta. Drugi raz wprowadza ją inna osoba.',
  paperSettled: 'Karta {serial} jest już rozstrzygnięta.',
  paperUnknown: 'Karty {serial} nie wprowadzono jeszcze dwa razy.',
  paperFinished: 'Wprowadzanie kart papierowych zakończono; niczego się już nie dopisuje.',
  paperUnsettled:
    '{count, plural, =0 {Wprowadzanie kart kończy się po zakończeniu głosowania.} one {# karta nie jest jeszcze rozstrzygnięta: {serials}.} few {# karty nie są jeszcze rozstrzygnięte: {serials} i tak dalej.} many {# kart nie jest jeszcze rozstrzygniętych: {serials} i tak dalej.} other {# karty nie jest jeszcze rozstrzygnięte: {serials} i tak dalej.}}',
}
