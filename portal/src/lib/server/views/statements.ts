/** Statements of indicators as pages tell them. */
import type { NetworkStated } from '#network'
import type { City } from '#lib/server/city.ts'
import { formatsOf } from '#lib/server/views/words.ts'
import type { Lang } from '#words'

/** One line of a list. */
export async function linesOf(city: City, lang: Lang, all: readonly NetworkStated[]) {
  const format = formatsOf(city, lang)
  const decimals = new Map((await city.indicators.definitions()).map((one) => [one.id, one.decimals]))
  return all.map(({ id, at, state, statement: { credentialSubject: said } }) => ({
    ...{ id, at, state },
    indicator: said.indicator.names[lang] ?? said.indicator.id,
    area: said.area.names[lang] || said.area.id,
    period: format.period(said.period),
    value: said.value === null ? undefined : format.value(said.value, said.indicator.unit, decimals.get(said.indicator.id)), // prettier-ignore
  }))
}
export type StatementLine = Awaited<ReturnType<typeof linesOf>>[number]
