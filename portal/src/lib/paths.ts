/** Every page's address in every language. The English path is also the folder under `routes/[lang]`. */
import { isLang, type Lang } from '#words/langs'
import { INNOVATION_PATHS } from './innovations/paths.ts'
import { NETWORK_PATHS } from './network/paths.ts'
import { PROMOTION_PATHS } from './promotion/paths.ts'

type Localised = Record<Exclude<Lang, 'en'>, string>

/** A part in brackets is a parameter and stands alike in all languages. */
const PATHS = {
  '/': { pl: '/', uk: '/' },
  '/city': { pl: '/miasto', uk: '/misto' },
  ...INNOVATION_PATHS,
  ...NETWORK_PATHS,
  ...PROMOTION_PATHS,
  '/data': { pl: '/dane', uk: '/dani' },
  '/indicators': { pl: '/wskazniki', uk: '/pokaznyky' },
  '/indicators/themes/[standard]/[theme]': {
    pl: '/wskazniki/tematy/[standard]/[theme]',
    uk: '/pokaznyky/temy/[standard]/[theme]',
  },
  '/indicators/compare': { pl: '/wskazniki/porownanie', uk: '/pokaznyky/porivniannia' },
  '/indicators/strengths': { pl: '/wskazniki/mocne-i-slabe-strony', uk: '/pokaznyky/sylni-ta-slabki-storony' },
  '/indicators/directions': { pl: '/wskazniki/kierunki-dzialan', uk: '/pokaznyky/napriamy-dii' },
  '/indicators/methodology': { pl: '/wskazniki/metodyka', uk: '/pokaznyky/metodyka' },
  '/workspace/targets': { pl: '/pulpit/cele', uk: '/robochyi-prostir/tsili' },
  '/indicators/[id]': { pl: '/wskazniki/[id]', uk: '/pokaznyky/[id]' },
  '/indicators/[id]/provenance/[area]/[period]': {
    pl: '/wskazniki/[id]/pochodzenie/[area]/[period]',
    uk: '/pokaznyky/[id]/pokhodzhennia/[area]/[period]',
  },
  '/embed/indicators/[id]': { pl: '/osadz/wskazniki/[id]', uk: '/vbudova/pokaznyky/[id]' },
  '/embed/indicators/[id]/chart.svg': {
    pl: '/osadz/wskazniki/[id]/wykres.svg',
    uk: '/vbudova/pokaznyky/[id]/hrafik.svg',
  },
  '/embed/catalog/[slug]/[distribution]': {
    pl: '/osadz/katalog/[slug]/[distribution]',
    uk: '/vbudova/kataloh/[slug]/[distribution]',
  },
  '/embed/catalog/[slug]/[distribution]/drawing.svg': {
    pl: '/osadz/katalog/[slug]/[distribution]/rysunek.svg',
    uk: '/vbudova/kataloh/[slug]/[distribution]/maliunok.svg',
  },
  '/indicators/publications/feed.atom': {
    pl: '/wskazniki/publikacje/feed.atom',
    uk: '/pokaznyky/publikatsii/feed.atom',
  },
  '/indicators/publications': { pl: '/wskazniki/publikacje', uk: '/pokaznyky/publikatsii' },
  '/catalog': { pl: '/katalog', uk: '/kataloh' },
  '/catalog/feed.atom': { pl: '/katalog/feed.atom', uk: '/kataloh/feed.atom' },
  '/catalog/[slug]/feed.atom': { pl: '/katalog/[slug]/feed.atom', uk: '/kataloh/[slug]/feed.atom' },
  '/catalog/[slug]': { pl: '/katalog/[slug]', uk: '/kataloh/[slug]' },
  '/catalog/[slug]/[distribution]/versions/[number]/changes': {
    pl: '/katalog/[slug]/[distribution]/wersje/[number]/zmiany',
    uk: '/kataloh/[slug]/[distribution]/versii/[number]/zminy',
  },
  '/catalog/[slug]/[distribution]': { pl: '/katalog/[slug]/[distribution]', uk: '/kataloh/[slug]/[distribution]' },
  '/gate': { pl: '/bramka', uk: '/shliuz' },
  '/gate/feed.atom': { pl: '/bramka/feed.atom', uk: '/shliuz/feed.atom' },
  '/assets': { pl: '/zasoby', uk: '/resursy' },
  '/assets/[slug]': { pl: '/zasoby/[slug]', uk: '/resursy/[slug]' },
  '/workspace/gate': { pl: '/pulpit/bramka', uk: '/robochyi-prostir/shliuz' },
  '/workspace/gate/[id]': { pl: '/pulpit/bramka/[id]', uk: '/robochyi-prostir/shliuz/[id]' },
  '/workspace/assets': { pl: '/pulpit/zasoby', uk: '/robochyi-prostir/resursy' },
  '/workspace/assets/[slug]': { pl: '/pulpit/zasoby/[slug]', uk: '/robochyi-prostir/resursy/[slug]' },
  '/reports': { pl: '/raporty', uk: '/zvity' },
  '/reports/[id]': { pl: '/raporty/[id]', uk: '/zvity/[id]' },
  '/reports/[id]/others/[indicator]': {
    pl: '/raporty/[id]/inne-miasta/[indicator]',
    uk: '/zvity/[id]/inshi-mista/[indicator]',
  },
  '/feeds': { pl: '/liczby-z-odczytow', uk: '/chysla-z-pokazan' },
  '/feeds/[id]': { pl: '/liczby-z-odczytow/[id]', uk: '/chysla-z-pokazan/[id]' },
  '/feeds/[id]/[area]/[period]': {
    pl: '/liczby-z-odczytow/[id]/[area]/[period]',
    uk: '/chysla-z-pokazan/[id]/[area]/[period]',
  },
  '/budget': { pl: '/budzet-obywatelski', uk: '/hromadskyi-biudzhet' },
  '/budget/[edition]': { pl: '/budzet-obywatelski/[edition]', uk: '/hromadskyi-biudzhet/[edition]' },
  '/budget/[edition]/numbers': {
    pl: '/budzet-obywatelski/[edition]/liczby',
    uk: '/hromadskyi-biudzhet/[edition]/chysla',
  },
  '/budget/[edition]/results': {
    pl: '/budzet-obywatelski/[edition]/wyniki',
    uk: '/hromadskyi-biudzhet/[edition]/rezultaty',
  },
  '/budget/[edition]/what-if': {
    pl: '/budzet-obywatelski/[edition]/gdyby-liczono-inaczej',
    uk: '/hromadskyi-biudzhet/[edition]/yakby-rakhuvaly-inakshe',
  },
  '/budget-votes': { pl: '/dawne-glosowania', uk: '/davni-holosuvannia' },
  '/budget-votes/[id]': { pl: '/dawne-glosowania/[id]', uk: '/davni-holosuvannia/[id]' },
  '/workspace/budget': { pl: '/pulpit/budzet-obywatelski', uk: '/robochyi-prostir/hromadskyi-biudzhet' },
  '/workspace/budget/[edition]': {
    pl: '/pulpit/budzet-obywatelski/[edition]',
    uk: '/robochyi-prostir/hromadskyi-biudzhet/[edition]',
  },
  '/workspace/budget/[edition]/[step]': {
    pl: '/pulpit/budzet-obywatelski/[edition]/[step]',
    uk: '/robochyi-prostir/hromadskyi-biudzhet/[edition]/[step]',
  },
  '/workspace/budget/[edition]/[step]/[part]': {
    pl: '/pulpit/budzet-obywatelski/[edition]/[step]/[part]',
    uk: '/robochyi-prostir/hromadskyi-biudzhet/[edition]/[step]/[part]',
  },
  '/savings': { pl: '/oszczednosci', uk: '/zaoshchadzhennia' },
  '/savings/[id]': { pl: '/oszczednosci/[id]', uk: '/zaoshchadzhennia/[id]' },
  '/workspace/devices': { pl: '/pulpit/urzadzenia', uk: '/robochyi-prostir/prystroi' },
  '/workspace/devices/[id]': { pl: '/pulpit/urzadzenia/[id]', uk: '/robochyi-prostir/prystroi/[id]' },
  '/workspace/device-profiles/[id]': {
    pl: '/pulpit/profile-urzadzen/[id]',
    uk: '/robochyi-prostir/profili-prystroiv/[id]',
  },
  '/workspace/meters': { pl: '/pulpit/liczniki', uk: '/robochyi-prostir/lichylnyky' },
  '/workspace/rules': { pl: '/pulpit/zasady', uk: '/robochyi-prostir/pravyla' },
  '/workspace/savings': { pl: '/pulpit/oszczednosci', uk: '/robochyi-prostir/zaoshchadzhennia' },
  '/workspace/savings/[id]': {
    pl: '/pulpit/oszczednosci/[id]',
    uk: '/robochyi-prostir/zaoshchadzhennia/[id]',
  },
  '/map': { pl: '/mapa', uk: '/karta' },
  '/entities/[id]': { pl: '/na-zywo/[id]', uk: '/nazhyvo/[id]' },
  '/things': { pl: '/obiekty', uk: '/obiekty' },
  '/things/[code]': { pl: '/obiekty/[code]', uk: '/obiekty/[code]' },
  '/things/[code]/report': { pl: '/obiekty/[code]/zgloszenie', uk: '/obiekty/[code]/zvernennia' },
  '/things/reports/[receipt]': { pl: '/obiekty/zgloszenia/[receipt]', uk: '/obiekty/zvernennia/[receipt]' },
  '/workspace/things': { pl: '/pulpit/obiekty', uk: '/robochyi-prostir/obiekty' },
  '/workspace/things/new': { pl: '/pulpit/obiekty/nowy', uk: '/robochyi-prostir/obiekty/novyi' },
  '/workspace/things/import': { pl: '/pulpit/obiekty/z-pliku', uk: '/robochyi-prostir/obiekty/z-failu' },
  '/workspace/things/labels': { pl: '/pulpit/obiekty/etykiety', uk: '/robochyi-prostir/obiekty/nalipky' },
  '/workspace/things/reports': { pl: '/pulpit/obiekty/zgloszenia', uk: '/robochyi-prostir/obiekty/zvernennia' },
  '/workspace/things/[code]': { pl: '/pulpit/obiekty/[code]', uk: '/robochyi-prostir/obiekty/[code]' },
  '/network': { pl: '/siec-miast', uk: '/merezha-mist' },
  '/network/statements': { pl: '/siec-miast/oswiadczenia', uk: '/merezha-mist/zaiavy' },
  '/network/statements/[id]': { pl: '/siec-miast/oswiadczenia/[id]', uk: '/merezha-mist/zaiavy/[id]' },
  '/network/posts': { pl: '/siec-miast/aktualnosci', uk: '/merezha-mist/novyny' },
  '/network/posts/[id]': { pl: '/siec-miast/aktualnosci/[id]', uk: '/merezha-mist/novyny/[id]' },
  '/network/posts/feed.atom': { pl: '/siec-miast/aktualnosci/feed.atom', uk: '/merezha-mist/novyny/feed.atom' },
  '/network/posts/[id]/picture.png': {
    pl: '/siec-miast/aktualnosci/[id]/picture.png',
    uk: '/merezha-mist/novyny/[id]/picture.png',
  },
  '/embed/posts/[id]': { pl: '/osadz/aktualnosci/[id]', uk: '/vbudova/novyny/[id]' },
  '/workspace/network/keys': { pl: '/pulpit/siec-miast/klucze', uk: '/robochyi-prostir/merezha-mist/kliuchi' },
  '/search': { pl: '/szukaj', uk: '/poshuk' },
  '/design': { pl: '/system-projektowy', uk: '/systema-dyzainu' },
  '/guide': { pl: '/przewodnik', uk: '/posibnyk' },
  '/guide/[chapter]': { pl: '/przewodnik/[chapter]', uk: '/posibnyk/[chapter]' },
  '/accessibility': { pl: '/dostepnosc', uk: '/dostupnist' },
  '/sign-in': { pl: '/logowanie', uk: '/vkhid' },
  '/sign-up': { pl: '/zaloz-konto', uk: '/stvoryty-zapys' },
  '/enter/[token]': { pl: '/wejscie/[token]', uk: '/vkhid-za-posylanniam/[token]' },
  '/unsubscribe/[token]': { pl: '/rezygnacja/[token]', uk: '/vidmova/[token]' },
  '/sign-out': { pl: '/wylogowanie', uk: '/vykhid' },
  '/invitation/[token]': { pl: '/zaproszenie/[token]', uk: '/zaproshennia/[token]' },
  '/reset-password': { pl: '/nowe-haslo', uk: '/novyi-parol' },
  '/reset-password/[token]': { pl: '/nowe-haslo/[token]', uk: '/novyi-parol/[token]' },
  '/confirm-email/[token]': { pl: '/potwierdzenie-adresu/[token]', uk: '/pidtverdzhennia-adresy/[token]' },
  '/account': { pl: '/konto', uk: '/oblikovyi-zapys' },
  '/account/notices': { pl: '/konto/powiadomienia', uk: '/oblikovyi-zapys/spovishchennia' },
  '/account/family': { pl: '/konto/dzieci', uk: '/oblikovyi-zapys/dity' },
  '/account/outside': { pl: '/konto/logowanie-zewnetrzne', uk: '/oblikovyi-zapys/zovnishnii-vkhid' },
  '/workspace': { pl: '/pulpit', uk: '/robochyi-prostir' },
  '/workspace/indicators': { pl: '/pulpit/wskazniki', uk: '/robochyi-prostir/pokaznyky' },
  '/workspace/indicators/new': { pl: '/pulpit/wskazniki/nowy', uk: '/robochyi-prostir/pokaznyky/novyi' },
  '/workspace/indicators/[id]': { pl: '/pulpit/wskazniki/[id]', uk: '/robochyi-prostir/pokaznyky/[id]' },
  '/workspace/enter': { pl: '/pulpit/wpisz', uk: '/robochyi-prostir/vvesty' },
  '/workspace/imports': { pl: '/pulpit/importy', uk: '/robochyi-prostir/importy' },
  '/workspace/imports/[id]/mapping': {
    pl: '/pulpit/importy/[id]/kolumny',
    uk: '/robochyi-prostir/importy/[id]/stovptsi',
  },
  '/workspace/mappings': { pl: '/pulpit/opisy-kolumn', uk: '/robochyi-prostir/opysy-stovptsiv' },
  '/workspace/imports/[id]': { pl: '/pulpit/importy/[id]', uk: '/robochyi-prostir/importy/[id]' },
  '/workspace/fetches': { pl: '/pulpit/pobieranie', uk: '/robochyi-prostir/zavantazhennia' },
  '/workspace/fetches/new': { pl: '/pulpit/pobieranie/nowe', uk: '/robochyi-prostir/zavantazhennia/nove' },
  '/workspace/fetches/[id]': { pl: '/pulpit/pobieranie/[id]', uk: '/robochyi-prostir/zavantazhennia/[id]' },
  '/workspace/reports': { pl: '/pulpit/raporty', uk: '/robochyi-prostir/zvity' },
  '/workspace/reports/[id]': { pl: '/pulpit/raporty/[id]', uk: '/robochyi-prostir/zvity/[id]' },
  '/workspace/imports/[id]/withdrawal': {
    pl: '/pulpit/importy/[id]/wycofanie',
    uk: '/robochyi-prostir/importy/[id]/vidklykannia',
  },
  '/workspace/completeness': { pl: '/pulpit/kompletnosc', uk: '/robochyi-prostir/povnota' },
  '/workspace/completeness/[standard]/[code]': {
    pl: '/pulpit/kompletnosc/[standard]/[code]',
    uk: '/robochyi-prostir/povnota/[standard]/[code]',
  },
  '/workspace/catalog': { pl: '/pulpit/katalog', uk: '/robochyi-prostir/kataloh' },
  '/workspace/catalog/[slug]': { pl: '/pulpit/katalog/[slug]', uk: '/robochyi-prostir/kataloh/[slug]' },
  '/workspace/catalog/[slug]/description': {
    pl: '/pulpit/katalog/[slug]/opis',
    uk: '/robochyi-prostir/kataloh/[slug]/opys',
  },
  '/workspace/catalog/[slug]/description/[version]': {
    pl: '/pulpit/katalog/[slug]/opis/[version]',
    uk: '/robochyi-prostir/kataloh/[slug]/opys/[version]',
  },
  '/workspace/new-dataset': { pl: '/pulpit/nowy-zbior', uk: '/robochyi-prostir/novyi-nabir' },
  '/workspace/new-series': { pl: '/pulpit/nowa-seria', uk: '/robochyi-prostir/nova-seriia' },
  '/workspace/series/[slug]': { pl: '/pulpit/serie/[slug]', uk: '/robochyi-prostir/serii/[slug]' },
  '/workspace/catalog/[slug]/withdrawal': {
    pl: '/pulpit/katalog/[slug]/wycofanie',
    uk: '/robochyi-prostir/kataloh/[slug]/vidklykannia',
  },
  '/workspace/distributions/[id]': {
    pl: '/pulpit/dystrybucje/[id]',
    uk: '/robochyi-prostir/dystrybutsii/[id]',
  },
  '/workspace/distributions/[id]/dictionary': {
    pl: '/pulpit/dystrybucje/[id]/slownik',
    uk: '/robochyi-prostir/dystrybutsii/[id]/slovnyk',
  },
  '/workspace/distributions/[id]/protection': {
    pl: '/pulpit/dystrybucje/[id]/ochrona',
    uk: '/robochyi-prostir/dystrybutsii/[id]/zakhyst',
  },
  '/workspace/distributions/[id]/withdrawal/[number]': {
    pl: '/pulpit/dystrybucje/[id]/wycofanie/[number]',
    uk: '/robochyi-prostir/dystrybutsii/[id]/vidklykannia/[number]',
  },
  '/workspace/deliveries/[id]': { pl: '/pulpit/dostawy/[id]', uk: '/robochyi-prostir/dostavky/[id]' },
  '/workspace/alarms': { pl: '/pulpit/alarmy', uk: '/robochyi-prostir/tryvohy' },
  '/workspace/alarms/[id]': { pl: '/pulpit/alarmy/[id]', uk: '/robochyi-prostir/tryvohy/[id]' },
  '/workspace/orders': { pl: '/pulpit/zlecenia', uk: '/robochyi-prostir/nariady' },
  '/workspace/orders/[id]': { pl: '/pulpit/zlecenia/[id]', uk: '/robochyi-prostir/nariady/[id]' },
  '/workspace/voters': { pl: '/pulpit/glosujacy', uk: '/robochyi-prostir/vybortsi' },
  '/workspace/voters/[edition]': { pl: '/pulpit/glosujacy/[edition]', uk: '/robochyi-prostir/vybortsi/[edition]' },
  '/workspace/voters/[edition]/papers': {
    pl: '/pulpit/glosujacy/[edition]/karty',
    uk: '/robochyi-prostir/vybortsi/[edition]/biuleteni',
  },
  '/workspace/voters/[edition]/letters': {
    pl: '/pulpit/glosujacy/[edition]/listy',
    uk: '/robochyi-prostir/vybortsi/[edition]/lysty',
  },
  '/workspace/projects': { pl: '/pulpit/projekty', uk: '/robochyi-prostir/proiekty' },
  '/workspace/projects/[id]': { pl: '/pulpit/projekty/[id]', uk: '/robochyi-prostir/proiekty/[id]' },
  '/budget/[edition]/vote': {
    pl: '/budzet-obywatelski/[edition]/glosowanie',
    uk: '/hromadskyi-biudzhet/[edition]/holosuvannia',
  },
  '/budget/[edition]/receipt': {
    pl: '/budzet-obywatelski/[edition]/potwierdzenie',
    uk: '/hromadskyi-biudzhet/[edition]/pidtverdzhennia',
  },
  '/budget/[edition]/recount': {
    pl: '/budzet-obywatelski/[edition]/przeliczenie',
    uk: '/hromadskyi-biudzhet/[edition]/pererakhunok',
  },
  '/budget/[edition]/how-it-is-kept-secret': {
    pl: '/budzet-obywatelski/[edition]/tajnosc-glosu',
    uk: '/hromadskyi-biudzhet/[edition]/taiemnytsia-holosu',
  },
  '/budget/[edition]/proposals': {
    pl: '/budzet-obywatelski/[edition]/projekty',
    uk: '/hromadskyi-biudzhet/[edition]/proiekty',
  },
  '/budget/[edition]/proposals/feed.atom': {
    pl: '/budzet-obywatelski/[edition]/projekty/feed.atom',
    uk: '/hromadskyi-biudzhet/[edition]/proiekty/feed.atom',
  },
  '/budget/[edition]/proposals/[number]': {
    pl: '/budzet-obywatelski/[edition]/projekty/[number]',
    uk: '/hromadskyi-biudzhet/[edition]/proiekty/[number]',
  },
  '/budget/[edition]/drafts/[id]': {
    pl: '/budzet-obywatelski/[edition]/szkice/[id]',
    uk: '/hromadskyi-biudzhet/[edition]/chernetky/[id]',
  },
  '/budget/[edition]/together/[token]': {
    pl: '/budzet-obywatelski/[edition]/razem/[token]',
    uk: '/hromadskyi-biudzhet/[edition]/razom/[token]',
  },
  '/workspace/proposals': { pl: '/pulpit/projekty-mieszkancow', uk: '/robochyi-prostir/proiekty-meshkantsiv' },
  '/workspace/proposals/basis': {
    pl: '/pulpit/projekty-mieszkancow/ceny-i-grunty',
    uk: '/robochyi-prostir/proiekty-meshkantsiv/tsiny-i-zemlia',
  },
  '/workspace/proposals/[task]': {
    pl: '/pulpit/projekty-mieszkancow/[task]',
    uk: '/robochyi-prostir/proiekty-meshkantsiv/[task]',
  },
  '/workspace/moderation': { pl: '/pulpit/moderacja', uk: '/robochyi-prostir/moderatsiia' },
  '/strategy': { pl: '/strategia', uk: '/stratehiia' },
  '/strategy/[id]': { pl: '/strategia/[id]', uk: '/stratehiia/[id]' },
  '/strategy/[id]/goals/[code]': { pl: '/strategia/[id]/cele/[code]', uk: '/stratehiia/[id]/tsili/[code]' },
  '/strategy/[id]/gaps': { pl: '/strategia/[id]/braki', uk: '/stratehiia/[id]/prohalyny' },
  '/strategy/[id]/progress': { pl: '/strategia/[id]/postepy', uk: '/stratehiia/[id]/postup' },
  '/strategy/[id]/progress/[report]': {
    pl: '/strategia/[id]/postepy/[report]',
    uk: '/stratehiia/[id]/postup/[report]',
  },
  '/money': { pl: '/pieniadze', uk: '/hroshi' },
  '/money/[year]': { pl: '/pieniadze/[year]', uk: '/hroshi/[year]' },
  '/workspace/money': { pl: '/pulpit/budzet-miasta', uk: '/robochyi-prostir/biudzhet-mista' },
  '/workspace/money/[id]': { pl: '/pulpit/budzet-miasta/[id]', uk: '/robochyi-prostir/biudzhet-mista/[id]' },
  '/workspace/strategy': { pl: '/pulpit/strategia', uk: '/robochyi-prostir/stratehiia' },
  '/workspace/strategy/[id]': { pl: '/pulpit/strategia/[id]', uk: '/robochyi-prostir/stratehiia/[id]' },
  '/decisions': { pl: '/decyzje', uk: '/rishennia' },
  '/decisions/feed.atom': { pl: '/decyzje/feed.atom', uk: '/rishennia/feed.atom' },
  '/decisions/[id]': { pl: '/decyzje/[id]', uk: '/rishennia/[id]' },
  '/workspace/decisions': { pl: '/pulpit/decyzje', uk: '/robochyi-prostir/rishennia' },
  '/projects': { pl: '/projekty', uk: '/proiekty' },
  '/projects/feed.atom': { pl: '/projekty/feed.atom', uk: '/proiekty/feed.atom' },
  '/projects/[id]': { pl: '/projekty/[id]', uk: '/proiekty/[id]' },
  '/projects/[id]/feed.atom': { pl: '/projekty/[id]/feed.atom', uk: '/proiekty/[id]/feed.atom' },
  '/workspace/upkeep': { pl: '/pulpit/utrzymanie', uk: '/robochyi-prostir/utrymannia' },
  '/workspace/people': { pl: '/pulpit/osoby', uk: '/robochyi-prostir/liudy' },
  '/workspace/jobs': { pl: '/pulpit/prace', uk: '/robochyi-prostir/roboty' },
} as const satisfies Record<string, Localised>

export type Route = keyof typeof PATHS
type Parameters<R extends string> = R extends `${string}[${infer Name}]${infer Rest}` ? Name | Parameters<Rest> : never
type Arguments<R extends Route> = [Parameters<R>] extends [never]
  ? [parameters?: Record<string, never>, query?: Query]
  : [parameters: Record<Parameters<R>, string>, query?: Query]
export type Query = Record<string, string | number | undefined>

const patternOf = (lang: Lang, route: Route): string => (lang === 'en' ? route : PATHS[route][lang])

/** The address of a page: `href('pl', '/indicators/[id]', { id: 'iso37120-8.1' })` → `/pl/wskazniki/iso37120-8.1`. */
export function href<R extends Route>(lang: Lang, route: R, ...[parameters, query]: Arguments<R>): string {
  const path = patternOf(lang, route).replace(/\[(\w+)\]/g, (_, name: string) =>
    encodeURIComponent((parameters as Record<string, string>)[name] ?? ''),
  )
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, `${value}`]],
    ),
  ).toString()
  return `/${lang}${path === '/' ? '' : path}${search ? `?${search}` : ''}`
}

type Found = { lang: Lang; route: Route; parameters: Record<string, string> }

/** Which page an address names, in the language of its first part. Literal parts win over parameters. */
export function locate(pathname: string, patternLang?: Lang): Found | undefined {
  const [lang, ...parts] = pathname.split('/').filter(Boolean)
  if (!isLang(lang)) return undefined
  for (const { route, pattern } of TABLE[patternLang ?? lang]) {
    if (pattern.length !== parts.length) continue
    const parameters: Record<string, string> = {}
    const fits = pattern.every((piece, at) => {
      const part = parts[at] ?? ''
      if (!piece.startsWith('[')) return piece === part
      parameters[piece.slice(1, -1)] = decode(part)
      return true
    })
    if (fits) return { lang, route, parameters }
  }
  return undefined
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The address of a page that was found. */
export const hrefTo = (lang: Lang, { route, parameters }: Pick<Found, 'route' | 'parameters'>): string =>
  (href as (...parts: unknown[]) => string)(lang, route, parameters)

/** Where something stands that names its place in no language: a page, or a machine's address as it is. */
export function hrefOf(lang: Lang, address: string): string {
  const found = address.startsWith('/api/') ? undefined : locate(`/en${address}`)
  return found ? hrefTo(lang, found) : address
}

/** The same page in another language; the query goes along. */
export function inLanguage(url: Pick<URL, 'pathname' | 'search'>, lang: Lang): string {
  const found = locate(url.pathname)
  const path = found ? hrefTo(lang, found) : `/${lang}`
  return path + url.search
}

function tableFor(lang: Lang) {
  const rows = (Object.keys(PATHS) as Route[]).map((route) => ({
    route,
    pattern: patternOf(lang, route).split('/').filter(Boolean),
  }))
  const literals = ({ pattern }: { pattern: string[] }) =>
    pattern.map((part) => (part.startsWith('[') ? 1 : 0)).join('')
  return rows.sort((a, b) => (literals(a) < literals(b) ? -1 : 1))
}

const TABLE = { pl: tableFor('pl'), en: tableFor('en'), uk: tableFor('uk') } satisfies Record<Lang, unknown>
