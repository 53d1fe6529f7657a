/** Назви кодів із європейських словників: теми, категорії високої цінності, частота, ліцензії, формати. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'

const vocabulary: Shape<typeof en> = {
  theme: {
    AGRI: 'Сільське, рибне й лісове господарство та продовольство',
    ECON: 'Економіка та фінанси',
    EDUC: 'Освіта, культура та спорт',
    ENER: 'Енергетика',
    ENVI: 'Довкілля',
    GOVE: 'Влада та державний сектор',
    HEAL: 'Здоров’я',
    INTR: 'Міжнародні питання',
    JUST: 'Правосуддя, судова система та громадська безпека',
    REGI: 'Регіони та міста',
    SOCI: 'Населення та суспільство',
    TECH: 'Наука і технології',
    TRAN: 'Транспорт',
  },
  hvd: {
    geospatial: 'Геопросторові дані',
    'earth-observation-and-environment': 'Спостереження Землі та довкілля',
    meteorological: 'Метеорологічні дані',
    statistics: 'Статистика',
    'companies-and-company-ownership': 'Підприємства та їхня власність',
    mobility: 'Мобільність',
  },
  frequency: {
    CONT: 'постійно',
    UPDATE_CONT: 'щойно щось змінюється',
    HOURLY: 'щогодини',
    DAILY: 'щодня',
    WEEKLY: 'щотижня',
    BIWEEKLY: 'раз на два тижні',
    MONTHLY: 'щомісяця',
    BIMONTHLY: 'раз на два місяці',
    QUARTERLY: 'щокварталу',
    ANNUAL_2: 'двічі на рік',
    ANNUAL: 'щороку',
    BIENNIAL: 'раз на два роки',
    TRIENNIAL: 'раз на три роки',
    QUINQUENNIAL: 'раз на п’ять років',
    DECENNIAL: 'раз на десять років',
    IRREG: 'нерегулярно',
    NEVER: 'більше не оновлюється',
    UNKNOWN: 'невідомо',
  },
  licence: {
    'CC0-1.0': 'Creative Commons CC0 1.0 (суспільне надбання)',
    'CC-BY-4.0': 'Creative Commons Із зазначенням авторства 4.0',
    'CC-BY-SA-4.0': 'Creative Commons Із зазначенням авторства, на тих самих умовах 4.0',
    'ODbL-1.0': 'Open Data Commons Open Database License 1.0',
    'PL-REUSE':
      'Вільне використання із зазначенням джерела (польський закон від 11 серпня 2021 року про відкриті дані)',
  },
  publisher: {
    authority: 'Орган місцевої влади',
    company: 'Підприємство',
    ngo: 'Громадська організація',
    university: 'Заклад вищої освіти чи наукова установа',
  },
  status: { current: 'Завершено', withdrawn: 'Відкликано' },
  availability: 'Стабільно: доступно тривалий час',
  themes: 'Тема даних',
  service: {
    ckan: 'API каталогу, сумісний із CKAN',
    ckanAbout: 'Описи, рядки та SQL-запити до всього, що є в каталозі, через API дій CKAN версії 3.',
    rest: 'REST API каталогу',
    restAbout: 'Описи, версії та рядки всього, що є в каталозі, у форматі JSON.',
  },
}

export default vocabulary
