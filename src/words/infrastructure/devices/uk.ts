/** What devices and their keepers are refused, in Ukrainian. */
import type { Shape } from '../../catalogue.ts'
import type { devicesErrors as en } from './en.ts'

export const devicesErrors: Shape<typeof en> = {
  badKey: 'Цього пристрою тут не знають, або це не його ключ.',
  waiting: 'Пристрій «{id}» чекає на прийняття в робочому кабінеті; до того нічого з нього не зберігається.',
  blocked: 'Пристрій «{id}» заблоковано: від нього нічого не приймають.',
  foreignTopic: 'Пристрій надсилає лише на свою тему, наприклад devices/{id}.',
  unknown: 'Пристрою «{id}» немає.',
  unknownProfile: 'Профілю пристроїв {id} немає. Виберіть один із наявних або спершу створіть його.',
  exists: 'Пристрій «{id}» уже є.',
  entityTaken: 'Об’єкт {id} належить установі, від імені якої Ви не можете записувати.',
  tooLarge: 'Повідомлення може мати щонайбільше {bytesMax, number} байтів.',
  badId: '«{id}» не може бути назвою пристрою: літери, цифри, крапки, дефіси та двокрапки, щонайбільше 100 знаків.',
  badJson: 'Повідомлення не є JSON у UTF-8: {cause}.',
  badValue:
    'У місці {where} стоїть {found}, а {expected, select, number {має бути число} text {має бути текст} boolean {має бути true або false} point {має бути точка, наприклад [22.57, 51.25]} reference {має бути ідентифікатор об’єкта, наприклад urn:ngsi-ld:Streetlight:7} list {має бути список} name {має бути короткий текст із літер і цифр або ціле число} other {має бути щось інше}}.',
  badTime:
    'У місці {where} стоїть {found}, а це не час: {format, select, iso {його пишуть із часовим поясом, наприклад 2026-11-24T10:00:00Z} seconds {має бути кількість секунд від 1970 року} other {має бути кількість мілісекунд від 1970 року}}.',
  clockAhead:
    '{found} у місці {where} ще не настало. Годинник пристрою може поспішати щонайбільше на {minutesMax, plural, one {# хвилину} few {# хвилини} many {# хвилин} other {# хвилини}}.',
  clockBehind:
    '{found} у місці {where} було понад {daysMax, plural, one {# день} few {# дні} many {# днів} other {# дня}} тому. Налаштуйте годинник пристрою; давніші покази завантажують файлом.',
  nothing: 'У повідомленні немає нічого з того, що шукає профіль: {looked}.',
  tooMany: 'Повідомлення може мати щонайбільше {most, number} показів, а це має {found, number}.',
  tooManyWaiting: 'На прийняття вже чекають {most, number} пристроїв. Спершу прийміть або вилучіть частину з них.',
}
