/** Answers that say no, as RFC 9457 problems: a stable code for programs, a sentence in the caller's language for people. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#platform/errors'
import type { Log } from '#platform/log'
import { isAnonymous, LANGS, pathOf, type Lang } from './context.ts'
import { fieldErrors, InvalidInput } from './input.ts'
import { plainPage } from './plain-page.ts'

/** The sentence of a code in a language, with what it needs filled in. */
export type Sentence = (lang: Lang, code: string, details?: Record<string, unknown>) => string

const FieldError = z.object({
  in: z.enum(['body', 'query', 'params', 'headers']).describe('Which part of the request'),
  path: z.string().describe('The field, its parents before it, joined by dots'),
  code: z.string().describe('Stable; the words may change, this does not'),
  detail: z.string().describe('What would be right'),
})
export type FieldError = z.infer<typeof FieldError>

export const Problem = z
  .looseObject({
    type: z.string().describe('An address that explains the code'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; the words may change, this does not'),
    detail: z.string(),
    instance: z.string().describe("The request's number, to look it up in the logs"),
    errors: z.array(FieldError).optional().describe('What is wrong with which field'),
  })
  .describe('Why the request was refused (RFC 9457), in the language that was asked for')
export type Problem = z.infer<typeof Problem>

/** What Fastify and its plugins refuse by themselves. */
const FRAMEWORK_CODES: Record<string, string> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed',
  FST_ERR_BAD_URL: 'malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'notFound',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMediaType',
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
}
const STATUS_OF: Record<string, number> = { malformed: 400, notFound: 404, unsupportedMediaType: 415, tooLarge: 413 }

/** Any error as a refusal. What nobody foresaw is `internal` and says nothing of itself. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof InvalidInput) return new Refusal('invalid', 400)
  const { code = '', statusCode, name } = error as Partial<FastifyError>
  const known = FRAMEWORK_CODES[code] ?? (name === 'SyntaxError' && statusCode === 400 ? 'malformed' : undefined)
  return known ? new Refusal(known, STATUS_OF[known]!) : new Refusal('internal', 500)
}

const GAP = '…'
/** What a sentence asks for and nobody knows is a gap in it. */
const withGaps = (details: Record<string, unknown>) =>
  new Proxy(details, {
    has: () => true,
    get: (known, name) => (name in known ? known[name as string] : GAP),
  })

type Needs = { sentence: Sentence; log: Log; baseUrl: string }

export function addProblems(app: FastifyInstance, { sentence, log, baseUrl }: Needs): void {
  /** A sentence that cannot be made must not hide the problem it was to explain. */
  const say: Sentence = (lang, code, details = {}) => {
    try {
      return sentence(lang, code, withGaps(details)).replaceAll('NaN', GAP)
    } catch (err) {
      log.warn({ err, code, lang }, 'a sentence could not be made')
      return code
    }
  }

  function problemOf(request: FastifyRequest, error: unknown): Problem {
    const { code, status, details } = refusalOf(error)
    const { lang } = request
    return {
      // What only the logs may know stays out of an internal failure.
      ...(status === 500 ? {} : details),
      type: `${baseUrl}/api/docs/problems/${code}`,
      title: say(lang, `status.${status}`),
      status,
      code,
      detail: say(lang, code, details),
      instance: request.id,
      ...(error instanceof InvalidInput && { errors: fieldErrors(error, lang, say) }),
    }
  }

  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(request, error)
    // Of a request that nobody is to know of, what failed is told without its number.
    if (problem.status >= 500)
      (isAnonymous(request) ? log : request.log).error({ err: error, code: problem.code }, 'a request failed')
    return answer(request, reply, problem)
  })
  app.setNotFoundHandler((request, reply) => {
    const allowed = app.methodsAt(pathOf(request))
    if (allowed.length === 0) return answer(request, reply, problemOf(request, new Refusal('notFound', 404)))
    reply.header('allow', allowed.join(', '))
    if (request.method === 'OPTIONS') return reply.code(204).send()
    return answer(request, reply, problemOf(request, new Refusal('methodNotAllowed', 405, { allowed })))
  })
  addProblemPages(app, say)
}

function answer(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  reply
    .code(problem.status)
    .header('content-language', request.lang)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .serializer(String)
  const wantsPage = !pathOf(request).startsWith('/api/') && /\btext\/html\b/.test(request.headers.accept ?? '')
  if (wantsPage)
    return reply.type('text/html; charset=utf-8').send(plainPage(request.lang, problem.title, [problem.detail]))
  return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
}

/** Where the `type` of a problem leads: what the code means, in every language. */
function addProblemPages(app: FastifyInstance, say: Sentence): void {
  app.get<{ Params: { code: string } }>(
    '/api/docs/problems/:code',
    { schema: { hide: true } },
    async (request, reply) => {
      const { code } = request.params
      if (!/^[\w.]{1,100}$/.test(code)) throw new Refusal('notFound', 404)
      const sentences = LANGS.map((lang) => say(lang, code, {}))
      return reply.type('text/html; charset=utf-8').send(plainPage('en', code, sentences, LANGS))
    },
  )
}
