/** What a formula may name, as the page shows it: measures and indicators by their codes, found by a word. */
import type { Measure } from '#indicators'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'

const SHOWN_MAX = 40
const SEARCHED_MAX = 200
const VALUES_SHOWN = 8

export type Named = {
  code: string
  name: string
  unit: string
  by: { dimension: string; values: string }[]
}
export type Found = { query: string; all: number; found: Named[] }

/** All measures where nothing is asked for; else what a word finds, or a part of a code. */
export async function helpOf({ indicators }: City, lang: Lang, query: string): Promise<Found> {
  const [measures, definitions] = await Promise.all([indicators.measures(), indicators.definitions()])
  const known = new Map<string, Named>()
  for (const { id, names, unit, dimensions = [] } of measures)
    known.set(`measure ${id}`, { code: id, name: names[lang], unit, by: dimensions.map(said) })
  for (const { id, names, unit } of definitions)
    known.set(`indicator ${id}`, { code: `@${id}`, name: names[lang], unit, by: [] })
  const asked = query.trim()
  if (asked === '') {
    const all = [...known.values()]
      .filter(({ code }) => !code.startsWith('@'))
      .sort((a, b) => a.name.localeCompare(b.name, lang))
    return { query: asked, all: all.length, found: all.slice(0, SHOWN_MAX) }
  }
  const byCode = [...known].filter(([, { code }]) => code.includes(asked.toLowerCase())).map(([key]) => key)
  const { found } = await indicators.search(asked, SEARCHED_MAX)
  const keys = [...new Set([...byCode, ...found.map(({ kind, id }) => `${kind} ${id}`)])]
  const all = keys.flatMap((key) => known.get(key) ?? [])
  return { query: asked, all: all.length, found: all.slice(0, SHOWN_MAX) }
}

/** A dimension with the first of its values. */
const said = ({ id, values }: NonNullable<Measure['dimensions']>[number]) => ({
  dimension: id,
  values: [...values.slice(0, VALUES_SHOWN).map((one) => one.id), ...(values.length > VALUES_SHOWN ? ['…'] : [])].join(
    ', ',
  ),
})

/** Units that are in use, for the form to offer. */
export async function unitsOf({ indicators }: City): Promise<string[]> {
  const [measures, definitions] = await Promise.all([indicators.measures(), indicators.definitions()])
  return [...new Set([...definitions, ...measures].map(({ unit }) => unit))].sort()
}
