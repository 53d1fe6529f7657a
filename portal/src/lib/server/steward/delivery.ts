/** What the page of a delivery shows of what is wrong, and what its form says of how to read. */
import type { DeliveryView, ReadRequest } from '#catalog'
import { textOf } from '#lib/server/forms.ts'
import { words, type Key, type Lang } from '#words'

const SHOWN = 100
const PLACES_SHOWN = 5

/** The problems that were asked for: of one column, of one kind; what can be asked for. */
export function problemsFor(lang: Lang, problems: DeliveryView['problems'], query: URLSearchParams) {
  const { t } = words[lang]
  const [column, kind] = [query.get('column') ?? '', query.get('kind') ?? '']
  const fits = problems.filter(
    (problem) => (column === '' || problem.column?.name === column) && (kind === '' || problem.code === kind),
  )
  const columns = [...new Set(problems.flatMap((problem) => problem.column?.name ?? []))]
  const kinds = [...new Set(problems.map(({ code }) => code))]
  return {
    ...{ column, kind, columns, total: fits.length },
    kinds: kinds.map((code) => ({ value: code, label: t(`steward.kind.${code}`) })),
    rows: fits.slice(0, SHOWN).map(({ code, column, count, places, expected }) => ({
      ...{ column: column?.name, count },
      ...saidOf(lang, { column: column?.name ?? '', count, found: places[0]?.found ?? '', expected }, code),
      places: places.slice(0, PLACES_SHOWN),
      more: count - Math.min(places.length, PLACES_SHOWN),
    })),
  }
}

/** How the file is to be read, as far as the form says so; undefined where it is no form about that. */
export function readRequestOf(form: FormData): ReadRequest | undefined {
  if (!form.has('encoding')) return undefined
  const said = (name: string) => textOf(form, name).trim() || undefined
  const [quote, headerRows, tab] = [said('quote'), said('headerRows'), said('delimiter')]
  const request = {
    ...{ encoding: said('encoding'), delimiter: tab === 'tab' ? '\t' : tab, part: said('part') },
    ...{
      quote: quote === 'none' ? null : quote,
      headerRows: headerRows === undefined ? undefined : Number(headerRows),
    },
  }
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as ReadRequest
}

/** A kind of problem as sentences: what is wrong, and what would be right. */
function saidOf(lang: Lang, values: Record<string, string | number>, code: string) {
  const { t } = words[lang]
  return { text: t(`tables.problem.${code}` as Key, values), right: t(`tables.remedy.${code}` as Key, values) }
}
