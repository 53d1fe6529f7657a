/** У чому показники відмовляють і чому немає значення, українською. */
export const errors = {
  unknown: 'Немає показника чи міри «{id}».',
  unknownImport: 'Такого імпорту немає.',
  unknownValue: 'Немає значення {id} для {area}, {period}.',
  unknownStandard: 'Немає такого місця ні в стандарті, ні в стратегії: {standard}.',
  unknownDataset: 'Немає набору даних «{id}».',
  unknownVintage: 'Немає випуску № {seq, number}.',
  unknownStructure: 'Немає такої структури: {type} {agency}:{id}({version}).',
  tooManyValues:
    'Значень більше ніж {most, number}, а стільки вміщує вигляд «{format}». Виберіть менше показників, територій або періодів чи завантажте CSV.',
  notRead: 'Файл ще не прочитано до кінця. Зачекайте, а потім опублікуйте.',
  alreadyPublished:
    'Цей імпорт уже опубліковано, а опубліковане залишається. Щоб змінити число, надішліть виправлений файл.',
  nothingToPublish: 'Жоден рядок цього файлу не каже нічого нового, тож публікувати нічого.',
  tooMuch:
    'Це {cells, number} чисел одразу, а одна відповідь вміщає {max, number}. Попросіть менше територій або показників.',
  cancelled: 'Від цього імпорту відмовилися. Надішліть файл ще раз.',
  conflict:
    'Хтось змінив це тим часом: початковою була версія {expected, number}, тепер є версія {version, number}. Відкрийте знову і внесіть зміну там.',
  stillNeeded: 'Це ще потрібно чомусь іншому.',
  missingInput: 'немає числа: {measure}, {area}, {period}',
  zeroDivisor: 'дільник дорівнює нулю: {input}, {area}, {period}',
  noParts: 'немає частин, які можна додати: {area}, {period}',
  missingParts: 'невідомо {lacking, number} з {of, number} частин, перша з них {part}, {partPeriod}',
  notFinite: 'результат завеликий, щоб бути числом: {area}, {period}',
  outOfRange: 'результат {value, number} виходить за межі можливого, тож його не показано',
  noFigures: 'немає даних для {area}, {period}',
  otherKind: 'для територій цього виду показник не обчислюється: {area}',
}
