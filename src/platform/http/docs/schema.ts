/** A JSON schema as a person reads it, and as an example. */
import { escapeHtml } from '../plain-page.ts'
import type { Schema } from './document.ts'

const DEPTH_MAX = 8
const CHOICES_TOLD_MAX = 30

export type Named = Record<string, Schema>

const nameOf = (ref: string) => ref.split('/').at(-1)!
const choicesOf = (schema: Schema) => schema.anyOf ?? schema.oneOf

/** `string`, `number or null`, `list of Area`, with links to the named shapes. */
export function typeHtml(schema: Schema, depth = 0): string {
  if (schema.$ref) return `<a href="#shape-${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`
  if ('const' in schema) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`
  if (schema.enum)
    return schema.enum
      .slice(0, CHOICES_TOLD_MAX)
      .map((value) => `<code>${escapeHtml(value)}</code>`)
      .join(' | ')
  const choices = choicesOf(schema)
  if (choices && depth < DEPTH_MAX)
    return [...new Set(choices.map((choice) => typeHtml(choice, depth + 1)))].join(' or ')
  if (schema.allOf) return schema.allOf.map((part) => typeHtml(part, depth + 1)).join(' and ')
  if (schema.items && depth < DEPTH_MAX) return `list of ${typeHtml(schema.items, depth + 1)}`
  if (schema.type === 'object' && !schema.properties && typeof schema.additionalProperties === 'object')
    return `object of ${typeHtml(schema.additionalProperties, depth + 1)}`
  const type = [schema.type ?? 'anything'].flat().join(' or ')
  return escapeHtml(schema.format ? `${type} (${schema.format})` : type)
}

/** Bounds that only say which numbers a computer can hold tell a reader nothing. */
const isTold = (limit: unknown) => limit !== undefined && Math.abs(Number(limit)) !== Number.MAX_SAFE_INTEGER

/** `1 to 254 characters`, `at most 200`, `if not given: 50`. */
export function limitsHtml(schema: Schema): string {
  const told = [
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' items'),
    range(schema.minimum, schema.maximum),
    isTold(schema.exclusiveMinimum) && `more than ${schema.exclusiveMinimum}`,
    isTold(schema.exclusiveMaximum) && `less than ${schema.exclusiveMaximum}`,
    schema.default !== undefined && `if not given: ${JSON.stringify(schema.default)}`,
  ]
  return told
    .filter(Boolean)
    .map((text) => `<small>${escapeHtml(text)}</small>`)
    .join('; ')
}

function range(least: unknown, most: unknown, unit = ''): string | false {
  if (isTold(least) && isTold(most)) return `${least} to ${most}${unit}`
  if (isTold(most)) return `at most ${most}${unit}`
  return isTold(least) && `at least ${least}${unit}`
}

/** The fields of a shape, each with what it is; shapes inside shapes unfold. */
export function fieldsHtml(schema: Schema, depth = 0): string {
  const inner = schema.items ?? choicesOf(schema)?.find((choice) => choice.properties)
  if (!schema.properties) return inner && depth < DEPTH_MAX ? fieldsHtml(inner, depth + 1) : ''
  const rows = Object.entries(schema.properties).map(([name, field]) => {
    const optional = schema.required?.includes(name) ? '' : ' <small>optional</small>'
    const nested = field.$ref || depth >= DEPTH_MAX ? '' : fieldsHtml(field, depth + 1)
    const fold = nested && `<details><summary>Its fields</summary>${nested}</details>`
    return `<dt><code>${escapeHtml(name)}</code> ${typeHtml(field)}${optional}</dt>
<dd>${escapeHtml(field.description ?? '')} ${limitsHtml(field)}${fold}</dd>`
  })
  return `<dl>${rows.join('')}</dl>`
}

const FORMAT_EXAMPLES: Record<string, string> = {
  'date-time': '2026-11-24T10:00:00Z',
  date: '2026-11-24',
  uuid: '0198c0de-7a2b-7c3d-8e4f-5a6b7c8d9e0f',
  email: 'name@example.org',
  uri: 'https://example.org/',
}

/** A value of the shape: the schema's own example where it has one, else one made of the types. */
export function exampleOf(schema: Schema, named: Named, depth = 0): unknown {
  const given = schema.examples?.[0] ?? schema.example ?? schema.default ?? schema.const ?? schema.enum?.[0]
  if (given !== undefined) return given
  if (depth > DEPTH_MAX) return null
  if (schema.$ref) return exampleOf(named[nameOf(schema.$ref)] ?? {}, named, depth + 1)
  const [choice] = choicesOf(schema) ?? []
  if (choice) return exampleOf(choice, named, depth + 1)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, named, depth + 1)))
  if (schema.properties) {
    const fields = Object.entries(schema.properties)
    return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field, named, depth + 1)]))
  }
  if (schema.items) return [exampleOf(schema.items, named, depth + 1)]
  const [type] = [schema.type].flat()
  if (type === 'string') return FORMAT_EXAMPLES[schema.format ?? ''] ?? 'text'
  if (type === 'integer' || type === 'number') return isTold(schema.minimum) ? schema.minimum : 1
  if (type === 'boolean') return true
  if (type === 'array') return []
  return type === 'object' ? {} : null
}
