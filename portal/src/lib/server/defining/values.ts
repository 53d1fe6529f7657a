/** A definition as a form has it, and back again. What the form does not ask for stays as it was. */
import type { Definition, DefinitionDraft } from '#indicators'
import { filledRows, numberField, standardField } from '#lib/defining/rows.ts'
import { numberOf } from '#lib/server/forms.ts'

export type Values = Record<string, string>

export const LANGUAGES = ['pl', 'en', 'uk'] as const
export const KINDS = ['city', 'district', 'voivodeship', 'region', 'country'] as const
const TEXTS = { name: 'names', description: 'description', method: 'method', approximates: 'approximates' } as const
type Text = keyof typeof TEXTS

export type TextField<T extends Text = Text> = `${T}${'Pl' | 'En' | 'Uk'}`
export const textField = (text: Text, lang: (typeof LANGUAGES)[number]): TextField =>
  `${text}${({ pl: 'Pl', en: 'En', uk: 'Uk' } as const)[lang]}`
export const areaField = (kind: string): string => `area-${kind}`
export const strategyField = (strategy: string, area: string): string => `in-${strategy}/${area}`

export function valuesOf(definition: Definition): Values {
  const { id, version, formula, unit, decimals, direction, extensive, valid, areas, standards, strategies } = definition
  const texts = (Object.keys(TEXTS) as Text[]).flatMap((text) =>
    LANGUAGES.map((lang) => [textField(text, lang), definition[TEXTS[text]]?.[lang] ?? '']),
  )
  return {
    ...Object.fromEntries(texts),
    ...{ id, version: `${version}`, formula, unit, decimals: `${decimals}`, direction },
    ...(extensive && { extensive: 'on' }),
    ...{ min: written(valid?.min), max: written(valid?.max) },
    ...Object.fromEntries(areas.map((kind) => [areaField(kind), 'on'])),
    ...Object.fromEntries(strategies.map(({ strategy, area }) => [strategyField(strategy, area), 'on'])),
    ...Object.fromEntries(
      standards.flatMap(({ standard, code }, row) => [
        [standardField(row), standard],
        [numberField(row), code],
      ]),
    ),
  }
}

const written = (value: number | undefined): string => (value === undefined ? '' : `${value}`)

type Area = { strategy: string; area: string }

/** `all`: the areas of every strategy, in their order. What is wrong with the values is told before. */
export function draftOf(values: Values, base: Definition | undefined, all: Area[]): DefinitionDraft {
  const texts = (text: Text) => {
    const [pl, en, uk] = LANGUAGES.map((lang) => (values[textField(text, lang)] ?? '').trim())
    return { pl: pl!, en: en!, uk: uk! }
  }
  const approximates = texts('approximates')
  const [min, max] = [numberOf(values.min ?? ''), numberOf(values.max ?? '')]
  const chosen = all.filter(({ strategy, area }) => values[strategyField(strategy, area)] !== undefined)
  const kinds = KINDS.filter((kind) => values[areaField(kind)] !== undefined)
  return {
    ...(base?.thresholds && { thresholds: base.thresholds }),
    ...(base?.breaks && { breaks: base.breaks }),
    id: (base?.id ?? values.id ?? '').trim(),
    names: texts('name'),
    description: texts('description'),
    formula: (values.formula ?? '').replaceAll('\r\n', '\n').trim(),
    unit: (values.unit ?? '').trim(),
    decimals: Number(values.decimals ?? 0),
    direction: (values.direction ?? 'context') as DefinitionDraft['direction'],
    ...(values.extensive !== undefined && { extensive: true }),
    ...((min !== undefined || max !== undefined) && {
      valid: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    }),
    areas: asBefore(kinds, base?.areas, (kind) => kind),
    standards: filledRows(values).map(({ standard, number }) => ({ standard, code: number })),
    strategies: asBefore(chosen, base?.strategies, ({ strategy, area }) => `${strategy}/${area}`),
    ...(Object.values(approximates).some(Boolean) && { approximates }),
    method: texts('method'),
  }
}

/** What was there keeps its order, so that a definition that says the same is the same. */
function asBefore<T>(chosen: readonly T[], before: readonly T[] = [], keyOf: (one: T) => string): T[] {
  const order = before.map(keyOf)
  const place = (one: T) => (order.includes(keyOf(one)) ? order.indexOf(keyOf(one)) : order.length)
  return chosen.toSorted((a, b) => place(a) - place(b))
}
