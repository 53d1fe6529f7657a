/** Values computed from files of figures alone, without a database: what a city pack says, before anything is published. */
import {
  ABSENT,
  compileFormulas,
  emptyColumn,
  evaluateColumn,
  extentOf,
  familyOf,
  GRAVITY,
  makeGrid,
  MISSING,
  statusByte,
  type Column,
  type Kin,
} from '../formula/index.ts'
import type { Batch } from '../reading/index.ts'
import { inRange } from '../rules.ts'
import type { DefinitionDraft, Measure, Status } from '../types.ts'

type Figure = { value: number | null; status: Status }
export type FileSeries = { area: string; points: { period: string; value: number; status: Exclude<Status, 'M'> }[] }

/** The series of every definition, in the areas of its kinds. Of a figure that stands twice the later one counts. */
export async function valuesOfFiles(
  batches: AsyncIterable<Batch>,
  { definitions, measures, areas }: { definitions: DefinitionDraft[]; measures: Measure[]; areas: Kin[] },
): Promise<Map<string, FileSeries[]>> {
  const figures = new Map<string, Map<string, Figure>>()
  const known = { areas: new Set<string>(), periods: new Set<string>() }
  for await (const { accepted } of batches)
    for (let i = 0; i < accepted.length; i++) {
      const [area, period, value] = [accepted.areaId[i]!, accepted.period[i]!, accepted.value[i]!]
      const key = `${accepted.measure[i]} ${accepted.dimension[i]}`
      const own = figures.get(key) ?? new Map<string, Figure>()
      figures.set(key, own)
      own.set(`${area} ${period}`, { value: Number.isNaN(value) ? null : value, status: accepted.status[i] as Status })
      known.areas.add(area)
      known.periods.add(period)
    }
  const formulas = compileFormulas(definitions, measures)
  const family = familyOf(areas)
  const extent = extentOf(formulas, { areas: [...known.areas], periods: [...known.periods].sort() }, family.parentOf)
  const grid = makeGrid(extent.areas, extent.periods, family.childrenOf)
  const columns = new Map([...figures].map(([key, own]) => [key, columnOf(grid, own)]))
  const done = new Map<string, Column>()
  const drafts = new Map(definitions.map((draft) => [draft.id, draft]))
  for (const compiled of formulas.definitions.values()) {
    const input = (measure: string, dimension: string) => columns.get(`${measure} ${dimension}`)
    done.set(compiled.id, evaluateColumn(compiled, grid, { input, indicator: (id) => done.get(id) }))
  }
  return new Map([...done].map(([id, column]) => [id, seriesOf(column, grid, drafts.get(id)!, family.kindOf)]))
}

type Grid = ReturnType<typeof makeGrid>

function columnOf(grid: Grid, figures: ReadonlyMap<string, Figure>): Column {
  const column = emptyColumn(grid)
  grid.areas.forEach((area, a) =>
    grid.periods.forEach((period, p) => {
      const figure = figures.get(`${area} ${period}`)
      if (!figure) return
      const i = a * grid.periods.length + p
      column.values[i] = figure.value ?? 0
      column.statuses[i] = figure.value === null ? MISSING : statusByte(figure.status)
    }),
  )
  return column
}

function seriesOf(
  { values, statuses }: Column,
  grid: Grid,
  { areas, valid }: DefinitionDraft,
  kindOf: (area: string) => string | undefined,
): FileSeries[] {
  return grid.areas.flatMap((area, a) => {
    if (!areas.includes(kindOf(area) ?? '')) return []
    const points = grid.periods.flatMap((period, p): FileSeries['points'] => {
      const i = a * grid.periods.length + p
      const status = statuses[i]!
      if (status === MISSING || status === ABSENT || !inRange(values[i]!, valid)) return []
      return [{ period, value: values[i]!, status: GRAVITY[status]! }]
    })
    return points.length > 0 ? [{ area, points }] : []
  })
}
