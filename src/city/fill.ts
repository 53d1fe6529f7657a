/** What of a value fits its schema, and blanks for what does not: so one error does not hide the next. */
import { z } from 'zod'

/** Told already by the schema, so nothing more is said of them: '' and NaN, which compare with nothing. */
export function fill<T>(schema: z.ZodType<T>, value: unknown): T {
  return filled(schema, value) as T
}

function filled(schema: z.core.$ZodType, value: unknown): unknown {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const own = isObject(value) ? value : {}
      return Object.fromEntries(Object.entries(def.shape).map(([key, inner]) => [key, filled(inner, own[key])]))
    }
    case 'array':
      return Array.isArray(value) ? value.map((item) => filled(def.element, item)) : []
    case 'tuple':
      return def.items.map((item, i) => filled(item, Array.isArray(value) ? value[i] : undefined))
    case 'record':
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).filter(([, one]) => z.safeParse(def.valueType, one).success))
        : {}
    case 'optional':
      return Array.isArray(value) || isObject(value) ? filled(def.innerType, value) : undefined
    case 'default':
      return value === undefined ? def.defaultValue : filled(def.innerType, value)
    case 'number':
      return NaN
    case 'boolean':
      return false
    default:
      return typeof value === 'string' ? value : ''
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
