/** One theme of a standard, indicator by indicator: what the city reports, and why it does not report the rest. */
import { headline } from '#lib/server/views/series.ts'
import { reasonsOf } from '#lib/server/views/reasons.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals: { city, lang } }) => {
  const { indicators, info } = city
  const own = info.strategies.some(({ id }) => id === params.standard)
  const { standard, theme, lines } = await indicators.theme(params.standard, params.theme, indicators.home)
  const reasonOf = await reasonsOf(city, lang)
  const told = lines.map(({ code, names, kind, numerator, denominator, unverified, definition, value, omission }) => ({
    code,
    shownCode: own ? '' : code,
    name: names[lang],
    kind,
    measured: numerator && denominator ? { numerator: numerator[lang], denominator: denominator[lang] } : undefined,
    unverified: unverified.length > 0,
    definition,
    value,
    omission: omission && { reason: omission.reason, note: omission.notes[lang] },
  }))
  const reported = told.filter(({ value }) => value && value.value !== null)
  return {
    standard: { id: standard.id, name: standard.name[lang] },
    theme: { id: theme.id, name: theme.names[lang], code: own ? '' : theme.code },
    total: lines.length,
    reported: await Promise.all(
      reported.map(async ({ definition, value: _value, ...line }) => {
        const [series] = await indicators.series(definition!.id, [indicators.home])
        const { id, names, unit, decimals, direction, approximates } = definition!
        return {
          ...line,
          figure: { id, label: names[lang], unit, decimals, direction, ...headline(series?.points ?? []) },
          approximates: approximates?.[lang],
        }
      }),
    ),
    missing: told
      .filter((line) => !reported.includes(line))
      .map(({ definition, value, ...line }) => ({
        ...line,
        id: definition?.id,
        reason: value?.reason && reasonOf(value.reason),
        defined: definition !== undefined,
      })),
  }
}
