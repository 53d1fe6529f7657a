/** How CKAN says no: a status, a `__type` that clients branch on, and what is wrong with which parameter. */
import { Refusal } from '#platform/errors'

export type ErrorBody = { __type: string; message?: string } & Record<string, unknown>

export class CkanError extends Error {
  readonly status: number
  /** An object goes into the envelope; a text is the whole answer, as CKAN gives it for what it cannot even read. */
  readonly body: ErrorBody | string
  constructor(status: number, body: ErrorBody | string) {
    super(typeof body === 'string' ? body : (body.message ?? body.__type))
    this.status = status
    this.body = body
  }
}

export const notFound = (message = 'Not found'): CkanError => new CkanError(404, { __type: 'Not Found Error', message })
export const denied = (message = 'Access denied'): CkanError =>
  new CkanError(403, { __type: 'Authorization Error', message })
/** `fields`: what is wrong, by parameter. */
export const invalid = (fields: Record<string, string[]>): CkanError =>
  new CkanError(409, { ...fields, __type: 'Validation Error' })
export const badSearch = (message: string): CkanError =>
  new CkanError(409, { __type: 'Search Error', message: `Search error: ${message}` })
export const badRequest = (what: string): CkanError => new CkanError(400, `Bad request - ${what}`)

const GONE: readonly number[] = [404, 410]

/** A refusal of the house in CKAN's terms; `sentence` in the caller's language. What nobody foresaw stays what it is. */
export function ckanErrorOf(error: unknown, sentence: (code: string, details: Record<string, unknown>) => string) {
  if (error instanceof CkanError) return error
  if (!(error instanceof Refusal)) return undefined
  const message = sentence(error.code, error.details)
  if (GONE.includes(error.status)) return notFound()
  if (error.status === 401 || error.status === 403) return denied(message)
  if (error.status === 429 || error.status >= 500)
    return new CkanError(error.status, { __type: 'Service Error', message, code: error.code })
  return new CkanError(409, { __type: 'Validation Error', message, code: error.code })
}
