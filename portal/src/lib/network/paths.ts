/** The addresses of the pages about other cities and what they state, and of those on which officials write and read answers. */
export const NETWORK_PATHS = {
  '/network/map': { pl: '/siec-miast/mapa', uk: '/merezha-mist/karta' },
  '/network/protocol': { pl: '/siec-miast/protokol', uk: '/merezha-mist/protokol' },
  '/network/practices': { pl: '/siec-miast/praktyki', uk: '/merezha-mist/praktyky' },
  '/network/practices/[domain]/[card]': {
    pl: '/siec-miast/praktyki/[domain]/[card]',
    uk: '/merezha-mist/praktyky/[domain]/[card]',
  },
  '/network/others': { pl: '/siec-miast/inni', uk: '/merezha-mist/inshi' },
  '/network/peers': { pl: '/siec-miast/miasta', uk: '/merezha-mist/mista' },
  '/network/peers/[domain]': { pl: '/siec-miast/miasta/[domain]', uk: '/merezha-mist/mista/[domain]' },
  '/network/compare': { pl: '/siec-miast/porownanie', uk: '/merezha-mist/porivniannia' },
  '/network/compare/[id]': { pl: '/siec-miast/porownanie/[id]', uk: '/merezha-mist/porivniannia/[id]' },
  '/workspace/network/peers': { pl: '/pulpit/siec-miast/miasta', uk: '/robochyi-prostir/merezha-mist/mista' },
  '/workspace/network/peers/[domain]': {
    pl: '/pulpit/siec-miast/miasta/[domain]',
    uk: '/robochyi-prostir/merezha-mist/mista/[domain]',
  },
  '/workspace/network/posts': { pl: '/pulpit/siec-miast/aktualnosci', uk: '/robochyi-prostir/merezha-mist/novyny' },
  '/workspace/network/posts/write/[kind]': {
    pl: '/pulpit/siec-miast/aktualnosci/napisz/[kind]',
    uk: '/robochyi-prostir/merezha-mist/novyny/napysaty/[kind]',
  },
  '/workspace/network/posts/[id]': {
    pl: '/pulpit/siec-miast/aktualnosci/[id]',
    uk: '/robochyi-prostir/merezha-mist/novyny/[id]',
  },
  '/workspace/network/answers': { pl: '/pulpit/siec-miast/odpowiedzi', uk: '/robochyi-prostir/merezha-mist/vidpovidi' },
  '/workspace/network/voices': { pl: '/pulpit/siec-miast/glosy', uk: '/robochyi-prostir/merezha-mist/holosy' },
  '/workspace/network/following': {
    pl: '/pulpit/siec-miast/obserwowani',
    uk: '/robochyi-prostir/merezha-mist/za-kym-stezhymo',
  },
  '/workspace/network/adoptions': {
    pl: '/pulpit/siec-miast/przejete-praktyki',
    uk: '/robochyi-prostir/merezha-mist/pereiniati-praktyky',
  },
  '/workspace/network/sources': { pl: '/pulpit/siec-miast/zrodla', uk: '/robochyi-prostir/merezha-mist/dzherela' },
  '/workspace/network/requests': { pl: '/pulpit/siec-miast/prosby', uk: '/robochyi-prostir/merezha-mist/zapyty' },
} as const
