/** What the context broker says, in Polish. */
import type { Shape } from '../../catalogue.ts'
import type { contextErrors as en } from './en.ts'

export const contextErrors: Shape<typeof en> = {
  badEntity:
    '{problem, select, id {„{value}” nie może być identyfikatorem: potrzebny jest URI, na przykład urn:ngsi-ld:Streetlight:17.} type {Brakuje typu albo nie jest on nazwą: {value}.} scope {Zakres to ścieżka, taka jak /ulica/lampy, a nie {value}.} list {Potrzebna jest lista z co najmniej jedną encją.} tooMany {Encja może mieć najwyżej {value, number} atrybutów.} otherId {Identyfikator w treści jest inny: {value}.} other {Encja to obiekt, który ma id i type.}}',
  badAttribute:
    '„{where}” jest nie w porządku: {problem, select, null {null nie jest tu wartością} noValue {brakuje wartości} kind {to, co zawiera, nie pasuje do typu} name {to nie może być nazwa} uri {potrzebny jest URI} text {potrzebny jest krótki tekst} list {potrzebna jest lista} languages {potrzebne są teksty według języków, na przykład pl: lampa} sameDataset {dwa wystąpienia mają to samo datasetId} tooDeep {jest zagnieżdżone zbyt głęboko} tooMany {ma zbyt wiele wystąpień} character {zawiera znak, którego nie da się zapisać} other {nie da się tego odczytać}}.',
  badTime: '„{value}” w „{where}” nie jest czasem ze strefą, takim jak 2026-11-24T10:00:00Z.',
  badGeometry:
    '„{where}” nie jest geometrią GeoJSON: {problem, select, type {nieznany typ} range {najpierw długość geograficzna, od −180 do 180, potem szerokość, od −90 do 90} ring {pierścień ma co najmniej cztery punkty, a ostatni jest taki jak pierwszy} tooMany {ma zbyt wiele punktów} other {współrzędnych nie da się odczytać}}.',
  badQuery:
    'Zapytanie jest nie w porządku w miejscu {at, number}, „{q}”: {problem, select, name {potrzebna jest nazwa atrybutu} value {potrzebna jest wartość} quote {cudzysłów nie jest zamknięty} bracket {nawias nie jest zamknięty} range {zakres biegnie od liczby, czasu lub tekstu do drugiego tego samego rodzaju} list {lista wartości idzie w parze z == i !=} order {true i false nie mają kolejności} pattern {to nie jest wyrażenie regularne} other {tu nic już nie powinno stać}}.',
  badGeoQuery:
    '{problem, select, incomplete {georel, geometry i coordinates podaje się razem.} relation {„{value}” nie jest wartością georel.} distance {near potrzebuje maxDistance albo minDistance w metrach, na przykład near;maxDistance==500.} other {Współrzędnych nie da się odczytać: {value}.}}',
  badParameter:
    'Parametru „{parameter}” brakuje albo jest nie w porządku: „{value}”. Co najmniej jeden z type, id, attrs, q albo miejsce mówi, o co chodzi.',
  badSubscription:
    'Subskrypcja jest nie w porządku: {where}. {problem, select, missing {To jest potrzebne.} past {To już minęło.} both {timeInterval i watchedAttributes wykluczają się.} other {Ta wartość nie pasuje.}}',
  badRegistration: 'Rejestracja jest nie w porządku: {where}.',
  badContext: 'Tego @context nie da się użyć: {cause}.',
  badPolicy:
    'Zasada mówi o typie, czy jest publiczny (public), wewnętrzny (internal) czy osobowy (personal); o „{type}” powiedziano coś innego.',
  badJson: 'To nie jest JSON: {cause}.',
  contextTwice:
    '@context stoi albo w treści wysłanej jako application/ld+json, albo w jednym nagłówku Link; nie w obu naraz.',
  contextMissing: 'Treść wysłana jako application/ld+json musi mieć @context.',
  tooManyParts: 'Naraz można wysłać najwyżej {most, number}.',
  unknownEntity: 'Nie ma encji {id}, którą wolno Ci zobaczyć.',
  unknownAttribute: '{id} nie ma atrybutu „{attribute}”.',
  unknownType: 'Nie ma encji typu „{type}”.',
  unknownInstance: 'Nie ma wystąpienia {instanceId}.',
  unknownSubscription: 'Nie ma subskrypcji {id}.',
  unknownRegistration: 'Nie ma rejestracji {id}.',
  unknownContext: 'Nie ma tu kontekstu {id}.',
  notAcceptable: 'Odpowiedź można dostać jako {types}.',
  entityExists: 'Encja {id} już jest.',
  subscriptionExists: 'Subskrypcja {id} już jest.',
  registrationExists: 'Rejestracja {id} już jest.',
  tooComplex:
    '{problem, select, long {Zapytanie ma więcej niż {most, number} znaków.} deep {Zapytanie ma więcej niż {most, number} nawiasów jeden w drugim.} pattern {Wzorzec może mieć najwyżej {most, number} znaków.} other {Zapytanie ma więcej niż {most, number} warunków.}}',
  tooManyResults: '„{parameter}” może wynosić najwyżej {most, number}. Pytaj strona po stronie.',
  tooSlow:
    'Odpowiedź trwała ponad {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}} i została przerwana. Zapytaj o mniej albo prostszym wzorcem.',
  notSupported: 'Tego ten broker nie robi: {what}.',
  noTenants: 'Ten broker ma jednego dzierżawcę; opuść nagłówek NGSILD-Tenant.',
  contextNotAvailable:
    'Nie da się pobrać @context {address}: {reason}. Umieść go tutaj przez POST /ngsi-ld/v1/jsonldContexts albo poproś operatora, by położył go w CONTEXTS_DIR.',
  notUpdated: {
    exists: 'Już jest, a miał nie zostać nadpisany.',
    missing: 'Encja nie ma takiego atrybutu.',
    null: 'Nie można go dodać jako null.',
  },
}
