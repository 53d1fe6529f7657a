/** Nazwy kodów ze słowników europejskich: tematy, kategorie o wysokiej wartości, częstotliwości, licencje, formaty. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'

const vocabulary: Shape<typeof en> = {
  theme: {
    AGRI: 'Rolnictwo, rybołówstwo, leśnictwo i żywność',
    ECON: 'Gospodarka i finanse',
    EDUC: 'Edukacja, kultura i sport',
    ENER: 'Energia',
    ENVI: 'Środowisko',
    GOVE: 'Rząd i sektor publiczny',
    HEAL: 'Zdrowie',
    INTR: 'Kwestie międzynarodowe',
    JUST: 'Sprawiedliwość, ustrój sądów i bezpieczeństwo publiczne',
    REGI: 'Regiony i miasta',
    SOCI: 'Ludność i społeczeństwo',
    TECH: 'Nauka i technologia',
    TRAN: 'Transport',
  },
  hvd: {
    geospatial: 'Dane geoprzestrzenne',
    'earth-observation-and-environment': 'Obserwacja Ziemi i środowisko',
    meteorological: 'Dane meteorologiczne',
    statistics: 'Statystyka',
    'companies-and-company-ownership': 'Przedsiębiorstwa i ich własność',
    mobility: 'Mobilność',
  },
  frequency: {
    CONT: 'na bieżąco',
    UPDATE_CONT: 'przy każdej zmianie',
    HOURLY: 'co godzinę',
    DAILY: 'codziennie',
    WEEKLY: 'co tydzień',
    BIWEEKLY: 'co dwa tygodnie',
    MONTHLY: 'co miesiąc',
    BIMONTHLY: 'co dwa miesiące',
    QUARTERLY: 'co kwartał',
    ANNUAL_2: 'dwa razy w roku',
    ANNUAL: 'co rok',
    BIENNIAL: 'co dwa lata',
    TRIENNIAL: 'co trzy lata',
    QUINQUENNIAL: 'co pięć lat',
    DECENNIAL: 'co dziesięć lat',
    IRREG: 'nieregularnie',
    NEVER: 'już nie',
    UNKNOWN: 'nie wiadomo',
  },
  licence: {
    'CC0-1.0': 'Creative Commons CC0 1.0 (domena publiczna)',
    'CC-BY-4.0': 'Creative Commons Uznanie autorstwa 4.0',
    'CC-BY-SA-4.0': 'Creative Commons Uznanie autorstwa, na tych samych warunkach 4.0',
    'ODbL-1.0': 'Open Data Commons Open Database License 1.0',
    'PL-REUSE': 'Swobodne wykorzystywanie z podaniem źródła (ustawa z 11 sierpnia 2021 r. o otwartych danych)',
  },
  publisher: {
    authority: 'Władze lokalne',
    company: 'Przedsiębiorstwo',
    ngo: 'Organizacja pozarządowa',
    university: 'Uczelnia lub instytucja naukowa',
  },
  status: { current: 'Kompletne', withdrawn: 'Wycofane' },
  availability: 'Trwałe: dostępne przez długi czas',
  themes: 'Temat danych',
  service: {
    ckan: 'API katalogu zgodne z CKAN',
    ckanAbout: 'Opisy, wiersze i zapytania SQL do wszystkiego, co jest w katalogu, przez API działań CKAN w wersji 3.',
    rest: 'API REST katalogu',
    restAbout: 'Opisy, wersje i wiersze wszystkiego, co jest w katalogu, jako JSON.',
  },
}

export default vocabulary
