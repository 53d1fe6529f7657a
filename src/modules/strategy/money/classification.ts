/**
 * The classification of public budgets in Poland: divisions (działy) and the chapters (rozdziały) that cities use most, with
 * their names. Divisions are all there are; of chapters those whose name is not here are known by their code, which begins with
 * their division's. The names are those of the regulation; the translations are ours.
 */
import type { Texts } from '#words'

const named = (all: Record<string, [pl: string, en: string, uk: string]>): ReadonlyMap<string, Texts> =>
  new Map(Object.entries(all).map(([code, [pl, en, uk]]) => [code, { pl, en, uk }]))

export const DIVISIONS = named({
  '010': ['Rolnictwo i łowiectwo', 'Farming and hunting', 'Сільське господарство та мисливство'],
  '020': ['Leśnictwo', 'Forestry', 'Лісове господарство'],
  '050': ['Rybołówstwo i rybactwo', 'Fishing', 'Рибальство'],
  '100': ['Górnictwo i kopalnictwo', 'Mining', 'Гірнича промисловість'],
  '150': ['Przetwórstwo przemysłowe', 'Manufacturing', 'Переробна промисловість'],
  '400': ['Wytwarzanie i zaopatrywanie w energię elektryczną, gaz i wodę', 'Electricity, gas and water supply', 'Електроенергія, газ і вода'], // prettier-ignore
  '500': ['Handel', 'Trade', 'Торгівля'],
  '550': ['Hotele i restauracje', 'Hotels and restaurants', 'Готелі та ресторани'],
  '600': ['Transport i łączność', 'Transport and communications', 'Транспорт і зв’язок'],
  '630': ['Turystyka', 'Tourism', 'Туризм'],
  '700': ['Gospodarka mieszkaniowa', 'Housing', 'Житлове господарство'],
  '710': ['Działalność usługowa', 'Services', 'Послуги'],
  '720': ['Informatyka', 'Information technology', 'Інформатика'],
  '730': ['Szkolnictwo wyższe i nauka', 'Higher education and research', 'Вища освіта і наука'],
  '750': ['Administracja publiczna', 'Public administration', 'Державне управління'],
  '751': ['Urzędy naczelnych organów władzy państwowej, kontroli i ochrony prawa oraz sądownictwa', 'Supreme authorities, audit, law and courts', 'Вищі органи влади, контролю та судочинства'], // prettier-ignore
  '752': ['Obrona narodowa', 'National defence', 'Національна оборона'],
  '753': ['Obowiązkowe ubezpieczenia społeczne', 'Compulsory social insurance', 'Обов’язкове соціальне страхування'],
  '754': ['Bezpieczeństwo publiczne i ochrona przeciwpożarowa', 'Public safety and fire protection', 'Громадська безпека та пожежна охорона'], // prettier-ignore
  '755': ['Wymiar sprawiedliwości', 'Justice', 'Правосуддя'],
  '756': ['Dochody od osób prawnych, od osób fizycznych i od innych jednostek nieposiadających osobowości prawnej oraz wydatki związane z ich poborem', 'Taxes from companies and people, and collecting them', 'Доходи від юридичних і фізичних осіб та витрати на їх стягнення'], // prettier-ignore
  '757': ['Obsługa długu publicznego', 'Cost of public debt', 'Обслуговування державного боргу'],
  '758': ['Różne rozliczenia', 'Settlements, subsidies and reserves', 'Різні розрахунки'],
  '801': ['Oświata i wychowanie', 'Education', 'Освіта і виховання'],
  '851': ['Ochrona zdrowia', 'Health', 'Охорона здоров’я'],
  '852': ['Pomoc społeczna', 'Social assistance', 'Соціальна допомога'],
  '853': [
    'Pozostałe zadania w zakresie polityki społecznej',
    'Other social policy',
    'Інші завдання соціальної політики',
  ],
  '854': ['Edukacyjna opieka wychowawcza', 'Care around school', 'Позашкільна опіка та виховання'],
  '855': ['Rodzina', 'Families', 'Сім’я'],
  '900': ['Gospodarka komunalna i ochrona środowiska', 'Municipal services and environment', 'Комунальне господарство та охорона довкілля'], // prettier-ignore
  '921': [
    'Kultura i ochrona dziedzictwa narodowego',
    'Culture and heritage',
    'Культура та охорона національної спадщини',
  ],
  '925': ['Ogrody botaniczne i zoologiczne oraz naturalne obszary i obiekty chronionej przyrody', 'Botanic gardens, zoos and protected nature', 'Ботанічні сади, зоопарки та охоронювана природа'], // prettier-ignore
  '926': ['Kultura fizyczna', 'Sport', 'Фізична культура'],
})

export const CHAPTERS = named({
  '60004': ['Lokalny transport zbiorowy', 'Local public transport', 'Місцевий громадський транспорт'],
  '60015': ['Drogi publiczne w miastach na prawach powiatu', 'Public roads in cities with county rights', 'Дороги у містах на правах повіту'], // prettier-ignore
  '60016': ['Drogi publiczne gminne', 'Communal roads', 'Дороги ґміни'],
  '70005': ['Gospodarka gruntami i nieruchomościami', 'Land and property', 'Землі та нерухомість'],
  '75814': ['Różne rozliczenia finansowe', 'Financial settlements', 'Різні фінансові розрахунки'],
  '75818': ['Rezerwy ogólne i celowe', 'Reserves', 'Резерви'],
  '80101': ['Szkoły podstawowe', 'Primary schools', 'Початкові школи'],
  '80104': ['Przedszkola', 'Kindergartens', 'Дитячі садки'],
  '80115': ['Technika', 'Technical secondary schools', 'Технікуми'],
  '80120': ['Licea ogólnokształcące', 'General secondary schools', 'Загальноосвітні ліцеї'],
  '85202': ['Domy pomocy społecznej', 'Care homes', 'Будинки соціальної допомоги'],
  '85219': ['Ośrodki pomocy społecznej', 'Social assistance centres', 'Центри соціальної допомоги'],
  '85501': ['Świadczenie wychowawcze', 'Child-raising benefit', 'Виховна допомога'],
  '90001': ['Gospodarka ściekowa i ochrona wód', 'Sewage and water protection', 'Стічні води та охорона вод'],
  '90002': ['Gospodarka odpadami komunalnymi', 'Municipal waste', 'Комунальні відходи'],
  '90003': ['Oczyszczanie miast i wsi', 'Cleaning of streets', 'Прибирання міст і сіл'],
  '90004': ['Utrzymanie zieleni w miastach i gminach', 'Greenery', 'Утримання зелених насаджень'],
  '90015': ['Oświetlenie ulic, placów i dróg', 'Street lighting', 'Освітлення вулиць, площ і доріг'],
  '92106': ['Teatry', 'Theatres', 'Театри'],
  '92109': ['Domy i ośrodki kultury, świetlice i kluby', 'Culture centres and clubs', 'Будинки культури та клуби'],
  '92116': ['Biblioteki', 'Libraries', 'Бібліотеки'],
  '92118': ['Muzea', 'Museums', 'Музеї'],
  '92601': ['Obiekty sportowe', 'Sports grounds', 'Спортивні споруди'],
})

/** Spreadsheets drop the zeros in front: 10 is 010. */
export const divisionOf = (text: string): string => (/^\d{2}$/.test(text) ? `0${text}` : text)
export const chapterOf = (text: string): string => (/^\d{4}$/.test(text) ? `0${text}` : text)
export const isChapter = (code: string): boolean => /^\d{5}$/.test(code)
/** A paragraph, with or without the fourth digit that says whose money it is. */
export const isParagraph = (code: string): boolean => /^\d{3,4}$/.test(code)

/** The name of a place of the classification; undefined where it is known by its code alone. */
export const nameOf = (code: string): Texts | undefined => DIVISIONS.get(code) ?? CHAPTERS.get(code)
