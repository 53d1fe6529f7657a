/** The addresses of the pages that show the city to the world, and of those on which officials answer it. */
export const PROMOTION_PATHS = {
  '/network/partners': { pl: '/siec-miast/partnerzy', uk: '/merezha-mist/partnery' },
  '/network/partners/calendar.ics': {
    pl: '/siec-miast/partnerzy/calendar.ics',
    uk: '/merezha-mist/partnery/calendar.ics',
  },
  '/network/partners/calendar': { pl: '/siec-miast/partnerzy/kalendarz', uk: '/merezha-mist/partnery/kalendar' },
  '/network/partners/[id]': { pl: '/siec-miast/partnerzy/[id]', uk: '/merezha-mist/partnery/[id]' },
  '/network/partners/[id]/answer': {
    pl: '/siec-miast/partnerzy/[id]/odpowiedz',
    uk: '/merezha-mist/partnery/[id]/vidpovid',
  },
  '/workspace/network/partners': { pl: '/pulpit/siec-miast/partnerzy', uk: '/robochyi-prostir/merezha-mist/partnery' },
  '/workspace/network/partners/[id]': {
    pl: '/pulpit/siec-miast/partnerzy/[id]',
    uk: '/robochyi-prostir/merezha-mist/partnery/[id]',
  },
  '/why': { pl: '/dlaczego', uk: '/chomu' },
  '/why/[audience]': { pl: '/dlaczego/[audience]', uk: '/chomu/[audience]' },
  '/why/[audience]/picture.png': { pl: '/dlaczego/[audience]/picture.png', uk: '/chomu/[audience]/picture.png' },
  '/indicators/[id]/picture.png': { pl: '/wskazniki/[id]/picture.png', uk: '/pokaznyky/[id]/picture.png' },
  '/embed/why/[audience]': { pl: '/osadz/dlaczego/[audience]', uk: '/vbudova/chomu/[audience]' },
  '/why/[audience]/ask': { pl: '/dlaczego/[audience]/pytanie', uk: '/chomu/[audience]/zapytannia' },
  '/why/enquiries/[secret]': { pl: '/dlaczego/pytania/[secret]', uk: '/chomu/zapytannia/[secret]' },
  '/workspace/network/enquiries': { pl: '/pulpit/siec-miast/pytania', uk: '/robochyi-prostir/merezha-mist/zapytannia' },
  '/workspace/network/enquiries/[id]': {
    pl: '/pulpit/siec-miast/pytania/[id]',
    uk: '/robochyi-prostir/merezha-mist/zapytannia/[id]',
  },
} as const
