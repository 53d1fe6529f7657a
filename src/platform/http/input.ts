/** What came in, checked by the route's zod schemas; what is wrong with it is told field by field, in the caller's language. */
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { codeOf, type Issue } from '#platform/issues'
import type { Lang } from './context.ts'
import type { FieldError, Sentence } from './problems.ts'

type Part = FieldError['in']

const ERRORS_TOLD_MAX = 100
const PARTS: Record<string, Part> = { body: 'body', querystring: 'query', params: 'params', headers: 'headers' }

export class InvalidInput extends Error {
  readonly issues: readonly Issue[]
  readonly part: Part

  constructor(issues: readonly Issue[], part: Part) {
    super(`${part}: ${issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`)
    this.name = 'InvalidInput'
    this.issues = issues
    this.part = part
  }
}

/** A route's schemas are zod's. The input is kept with each issue, to tell a missing field from a wrong one. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = 'body' }) => {
  return (data) => {
    const { data: value, error } = schema.safeParse(data, { reportInput: true })
    return error ? { error: new InvalidInput(error.issues, PARTS[httpPart] ?? 'body') } : { value }
  }
}

export const fieldErrors = ({ issues, part }: InvalidInput, lang: Lang, say: Sentence): FieldError[] =>
  issues.slice(0, ERRORS_TOLD_MAX).map((issue) => {
    const { code, values } = codeOf(issue)
    // A schema that has its own words for what would be right knows better than the general sentence.
    const detail = code === 'field.custom' ? issue.message : say(lang, code, values)
    return { in: part, path: issue.path.map(String).join('.'), code, detail }
  })
