/** What the context broker says, in Ukrainian. */
import type { Shape } from '../../catalogue.ts'
import type { contextErrors as en } from './en.ts'

export const contextErrors: Shape<typeof en> = {
  badEntity:
    '{problem, select, id {«{value}» не може бути ідентифікатором: потрібен URI, наприклад urn:ngsi-ld:Streetlight:17.} type {Типу немає або він не є назвою: {value}.} scope {Область — це шлях на зразок /vulytsia/lampy, а не {value}.} list {Потрібен список щонайменше з однією сутністю.} tooMany {Сутність може мати щонайбільше {value, number} атрибутів.} otherId {Ідентифікатор у тілі інший: {value}.} other {Сутність — це обʼєкт, який має id і type.}}',
  badAttribute:
    'З «{where}» щось не так: {problem, select, null {null тут не є значенням} noValue {немає значення} kind {вміст не відповідає типу} name {це не може бути назвою} uri {потрібен URI} text {потрібен короткий текст} list {потрібен список} languages {потрібні тексти за мовами, наприклад pl: lampa} sameDataset {два екземпляри мають однаковий datasetId} tooDeep {вкладено надто глибоко} tooMany {забагато екземплярів} character {є символ, який неможливо зберегти} other {це неможливо прочитати}}.',
  badTime: '«{value}» у «{where}» не є часом із часовим поясом, таким як 2026-11-24T10:00:00Z.',
  badGeometry:
    '«{where}» не є геометрією GeoJSON: {problem, select, type {невідомий тип} range {спершу довгота, від −180 до 180, потім широта, від −90 до 90} ring {кільце має щонайменше чотири точки, а остання така сама, як перша} tooMany {забагато точок} other {координати неможливо прочитати}}.',
  badQuery:
    'Запит неправильний у місці {at, number}, «{q}»: {problem, select, name {потрібна назва атрибута} value {потрібне значення} quote {лапки не закрито} bracket {дужку не закрито} range {діапазон іде від числа, часу чи тексту до іншого того самого виду} list {список значень поєднується з == та !=} order {true і false не мають порядку} pattern {це не регулярний вираз} other {тут більше нічого не має бути}}.',
  badGeoQuery:
    '{problem, select, incomplete {georel, geometry і coordinates подають разом.} relation {«{value}» не є значенням georel.} distance {near потребує maxDistance або minDistance у метрах, наприклад near;maxDistance==500.} other {Координати неможливо прочитати: {value}.}}',
  badParameter:
    'Параметра «{parameter}» немає або він неправильний: «{value}». Щонайменше одне з type, id, attrs, q або місце каже, про що йдеться.',
  badSubscription:
    'Підписка неправильна: {where}. {problem, select, missing {Це потрібно.} past {Це вже минуло.} both {timeInterval і watchedAttributes виключають одне одного.} other {Це значення не підходить.}}',
  badRegistration: 'Реєстрація неправильна: {where}.',
  badContext: 'Цей @context неможливо використати: {cause}.',
  badPolicy:
    'Правило каже про тип, чи він публічний (public), внутрішній (internal) або особистий (personal); про «{type}» сказано щось інше.',
  badJson: 'Це не JSON: {cause}.',
  contextTwice:
    '@context стоїть або в тілі, надісланому як application/ld+json, або в одному заголовку Link; не в обох водночас.',
  contextMissing: 'Надіслане як application/ld+json мусить мати @context.',
  tooManyParts: 'За один раз можна надіслати щонайбільше {most, number}.',
  unknownEntity: 'Немає сутності {id}, яку вам дозволено бачити.',
  unknownAttribute: '{id} не має атрибута «{attribute}».',
  unknownType: 'Немає сутностей типу «{type}».',
  unknownInstance: 'Немає екземпляра {instanceId}.',
  unknownSubscription: 'Немає підписки {id}.',
  unknownRegistration: 'Немає реєстрації {id}.',
  unknownContext: 'Тут немає контексту {id}.',
  notAcceptable: 'Відповідь можна отримати як {types}.',
  entityExists: 'Сутність {id} вже є.',
  subscriptionExists: 'Підписка {id} вже є.',
  registrationExists: 'Реєстрація {id} вже є.',
  tooComplex:
    '{problem, select, long {Запит має понад {most, number} символів.} deep {Запит має понад {most, number} дужок одна в одній.} pattern {Шаблон може мати щонайбільше {most, number} символів.} other {Запит має понад {most, number} умов.}}',
  tooManyResults: '«{parameter}» може бути щонайбільше {most, number}. Запитуйте сторінку за сторінкою.',
  tooSlow:
    'Відповідь тривала понад {seconds, plural, one {# секунду} few {# секунди} many {# секунд} other {# секунди}}, і її перервано. Запитайте про менше або простішим шаблоном.',
  notSupported: 'Цього цей брокер не робить: {what}.',
  noTenants: 'Цей брокер має одного орендаря; не вказуйте NGSILD-Tenant.',
  contextNotAvailable:
    'Не вдалося отримати @context {address}: {reason}. Розмістіть його тут через POST /ngsi-ld/v1/jsonldContexts або попросіть оператора покласти його в CONTEXTS_DIR.',
  notUpdated: {
    exists: 'Він уже є, і його не слід було перезаписувати.',
    missing: 'Сутність не має такого атрибута.',
    null: 'Його не можна додати як null.',
  },
}
