/** The addresses of the pages about other cities and what they state. */
export const NETWORK_PATHS = {
  '/network/peers': { pl: '/siec-miast/miasta', uk: '/merezha-mist/mista' },
  '/network/peers/[domain]': { pl: '/siec-miast/miasta/[domain]', uk: '/merezha-mist/mista/[domain]' },
  '/network/compare': { pl: '/siec-miast/porownanie', uk: '/merezha-mist/porivniannia' },
  '/network/compare/[id]': { pl: '/siec-miast/porownanie/[id]', uk: '/merezha-mist/porivniannia/[id]' },
  '/workspace/network/peers': { pl: '/pulpit/siec-miast/miasta', uk: '/robochyi-prostir/merezha-mist/mista' },
  '/workspace/network/peers/[domain]': {
    pl: '/pulpit/siec-miast/miasta/[domain]',
    uk: '/robochyi-prostir/merezha-mist/mista/[domain]',
  },
} as const
