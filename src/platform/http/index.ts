/**
 * HTTP: a Fastify server with zod schemas that describes itself, refuses in the caller's language, limits, protects and
 * measures; modules add their routes, and the portal takes the rest.
 */
export { bestOf } from './accept.ts'
export { createHttp, type Http } from './http.ts'
export { type Authenticate, type Credentials, type Lang } from './context.ts'
export { type Checks } from './health.ts'
export { strictly, type Limits } from './limits.ts'
export { loadPortal, mountPortal, readInside, type Portal, type Visit } from './portal.ts'
export { cut, sendDownload, type Download, type Part } from './parts.ts'
export { Problem, refusalOf, type Sentence } from './problems.ts'
