/** Obiekty miasta: strony publiczne, zgłoszenia usterek i miejsce pracy, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'
import workspace from './workspace/pl.ts'

const pl: Shape<typeof en> = {
  workspace,
  rejection: {
    missing: 'To jest potrzebne, a jest puste.',
    code: 'Kod ma wielkie litery A–Z, cyfry, a między nimi . _ -, najwyżej 32 znaki.',
    twice: 'Ten sam kod stoi już wyżej w pliku.',
    kind: 'Nie ma takiego rodzaju.',
    field: 'Ta wartość tu nie pasuje.',
    foreign: 'Obiekty tego rodzaju nie mają takiego pola.',
    number: 'Powinna tu stać liczba.',
    date: 'Powinien tu stać dzień.',
    yesNo: 'Powinno tu stać tak albo nie.',
    tooLong: 'Ten tekst jest za długi.',
    state: 'Nie ma takiego stanu.',
    organisation: 'Nie ma takiej jednostki.',
    forbidden: 'Nie masz uprawnień do obiektów tej jednostki.',
    parent: 'Nie ma obiektu o tym kodzie, do którego ten mógłby należeć: ani tutaj, ani w pliku.',
    cycle: 'Obiekt nie może należeć do własnej części.',
    tooDeep: 'Obiekty należałyby do siebie głębiej, niż da się tu zapisać.',
    lonLat: 'Powinna tu stać współrzędna w stopniach (WGS 84).',
    shape: 'Powinien tu stać kształt w GeoJSON.',
    area: 'Nie ma takiego obszaru.',
    entity: 'Te dane należą już do innego obiektu.',
    order: 'Gwarancja kończy się, zanim obiekt zamontowano.',
    broken: 'Wiersza nie da się odczytać: cudzysłów się nie zamyka albo komórek jest więcej niż kolumn.',
  },
}
export default pl
