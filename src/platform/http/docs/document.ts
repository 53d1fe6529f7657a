/** The parts of an OpenAPI 3.1 document that are read and shown here. */
import { z } from 'zod'
import { Problem } from '../problems.ts'

export type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  examples?: unknown[]
  example?: unknown
  default?: unknown
  [constraint: string]: unknown
}
type Content = Record<string, { schema?: Schema; example?: unknown }>
export type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
export type Answer = { $ref?: string; description?: string; content?: Content }
export type Operation = {
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses?: Record<string, Answer>
  security?: object[]
}
export type Document = {
  info: { title: string; version: string; description?: string }
  servers?: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema>; responses?: Record<string, Answer>; [part: string]: unknown }
}

export const PROBLEM = 'Problem'

/** Every operation may be refused, always in the same shape. */
export function withCommonAnswers(document: Document): Document {
  const problem = z.toJSONSchema(Problem, { target: 'draft-2020-12' }) as Schema
  delete problem.$schema
  const content = { 'application/problem+json': { schema: { $ref: `#/components/schemas/${PROBLEM}` } } }
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    operation.responses = { ...operation.responses, default: { $ref: `#/components/responses/${PROBLEM}` } }
  }
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, [PROBLEM]: problem },
      responses: { [PROBLEM]: { description: 'The request was refused; `code` says why', content } },
    },
  }
}
