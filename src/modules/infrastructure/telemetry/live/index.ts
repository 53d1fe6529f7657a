/** Live: the newest state of public things, and a stream of what becomes of them (server-sent events). */
export { createLive, isDemo, type Live } from './service.ts'
export { liveRoutes } from './routes.ts'
export { BoxText, THINGS_MAX, type Asked as LiveAsked, type Thing as LiveThing } from './types.ts'
export { localName } from './rules.ts'
