/** Refusals as the standard's problem details, with the house's code and sentence. */
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { refusalOf, type Sentence } from '#platform/http'
import type { Refusal } from '#platform/errors'
import { errorTypeOf, refuse } from '../refusals.ts'

export type Problem = { type: string; title: string; status: number; code: string; detail: string }
/** Says refusals in the language of one request. */
export type Told = { problem(refusal: Refusal): Problem; reason(name: string): string }

const GAP = '…'

export function telling(sentence: Sentence, baseUrl: string) {
  return ({ lang }: Pick<FastifyRequest, 'lang'>): Told => {
    const say = (code: string, details: Record<string, unknown> = {}) => {
      try {
        return sentence(lang, code, details).replaceAll('NaN', GAP)
      } catch {
        return code
      }
    }
    return {
      problem: (refusal) => {
        const { code, status, details } = refusal
        const type = errorTypeOf(refusal) ?? `${baseUrl}/api/docs/problems/${code}`
        return { type, title: say(`status.${status}`), status, code, detail: say(code, details) }
      },
      reason: (name) => say(`context.notUpdated.${name}`),
    }
  }
}

/** Everything that is refused under the broker's addresses is told in its way. */
export function addNgsiProblems(app: FastifyInstance, tell: ReturnType<typeof telling>): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const isJson = error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
    const refusal =
      isJson || error instanceof SyntaxError ? refuse.badJson({ cause: error.message.slice(0, 200) }) : refusalOf(error)
    if (refusal.status >= 500 && refusal.status !== 503)
      request.log.error({ err: error, code: refusal.code }, 'a request failed')
    const problem = tell(request).problem(refusal)
    return reply.code(problem.status).type('application/problem+json').serializer(String).send(JSON.stringify(problem))
  })
}
