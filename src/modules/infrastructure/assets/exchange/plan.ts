/** What a file would do: rows laid over what is there, checked against each other. Pure. */
import { DEPTH_MAX, type Thing } from '../types.ts'
import type { FileOfThings, FileRow } from './read.ts'
import { codeOf, isCode, layOver, type Known, type Laid } from './row.ts'
import { shown } from '#tables'
import type { Rejection } from './types.ts'

export type Standing = Known & {
  /** Things that have a code of the file. */
  things: ReadonlyMap<string, Thing>
  /** Of every thing in the house, what it is a part of. */
  parents: ReadonlyMap<string, string | null>
  /** Which thing has an entity's data. */
  entities: ReadonlyMap<string, string>
  areas: ReadonlySet<string>
  mayWrite(organisationId: string): boolean
}
export type PlannedRow = { line: number; laid: Laid; own?: Thing }
export type Plan = { rows: PlannedRow[]; rejections: Rejection[] }

export function planImport(file: FileOfThings, standing: Standing): Plan {
  const rejections: Rejection[] = []
  const planned = new Map<string, PlannedRow>()
  for (const row of file.rows) {
    const code = codeOf(row)
    const tell = (column: string, reason: Rejection['reason'], right: string, found = row.cells.get(column) ?? '') =>
      void rejections.push({ line: row.line, column, reason, found: shown(found), right })
    if (row.broken) tell('', 'broken', '')
    else if (code === '') tell('code', 'missing', 'L-0001')
    else if (!isCode(code)) tell('code', 'code', 'A–Z 0–9 . _ -')
    else if (planned.has(code)) tell('code', 'twice', `≠ ${code}`)
    else {
      const own = standing.things.get(code)
      const laid = layOver(row, own, { ...standing, decimal: file.decimal }, (one) => rejections.push(one))
      if (laid && isAllowed(laid, own, standing, tell)) planned.set(code, { line: row.line, laid, own })
    }
  }
  dropUntil(planned, rejections, standing)
  return { rows: inOrder(planned), rejections: rejections.sort((a, b) => a.line - b.line) }
}

type Tell = (column: string, reason: Rejection['reason'], right: string, found?: string) => void

function isAllowed(laid: Laid, own: Thing | undefined, { mayWrite, areas }: Standing, tell: Tell): boolean {
  const closed = [laid.organisationId, ...(own ? [own.organisationId] : [])].some((id) => !mayWrite(id))
  if (closed) tell('organisation', 'forbidden', '')
  const strange = laid.areaSaid && laid.area !== null && !areas.has(laid.area)
  if (strange) tell('area', 'area', [...areas].slice(0, 5).join(', '))
  return !closed && !strange
}

/** A row that goes may take others with it: what hung under it hangs nowhere. Until nothing more goes. */
function dropUntil(planned: Map<string, PlannedRow>, rejections: Rejection[], standing: Standing): void {
  const drop = (
    { line, laid }: PlannedRow,
    column: string,
    reason: Rejection['reason'],
    found: string,
    right: string,
  ) => {
    planned.delete(laid.code)
    rejections.push({ line, column, reason, found: shown(found), right })
  }
  for (let before = -1; before !== planned.size;) {
    before = planned.size
    const parentOf = (code: string) => (planned.has(code) ? planned.get(code)!.laid.parent : (standing.parents.get(code) ?? null)) // prettier-ignore
    const takers = new Map<string, string>()
    for (const row of [...planned.values()]) {
      const { code, parent, entityId } = row.laid
      if (parent !== null && !planned.has(parent) && !standing.parents.has(parent)) drop(row, 'parent', 'parent', parent, '') // prettier-ignore
      const other = entityId === null ? undefined : (takers.get(entityId) ?? ownerOf(entityId, planned, standing))
      if (other !== undefined && other !== code) drop(row, 'entity', 'entity', entityId!, `≠ ${other}`)
      else if (entityId !== null) takers.set(entityId, code)
    }
    for (const row of [...planned.values()]) {
      const steps = stepsUp(row.laid.code, parentOf)
      if (steps === Infinity) drop(row, 'parent', 'cycle', row.laid.parent ?? '', '')
      else if (steps > DEPTH_MAX) drop(row, 'parent', 'tooDeep', row.laid.parent ?? '', `≤ ${DEPTH_MAX}`)
    }
    for (const code of standing.parents.keys()) if (!planned.has(code)) sinkers(code, planned, parentOf, drop)
  }
}

/** A thing that has it now, and keeps it. */
function ownerOf(
  entityId: string,
  planned: ReadonlyMap<string, PlannedRow>,
  { entities }: Standing,
): string | undefined {
  const owner = entities.get(entityId)
  const kept = owner === undefined || !planned.has(owner) || planned.get(owner)!.laid.entityId === entityId
  return kept ? owner : undefined
}

/** What the file does not name, but would hang too deep by it: the row that moved it goes. */
function sinkers(
  code: string,
  planned: Map<string, PlannedRow>,
  parentOf: (code: string) => string | null,
  drop: (row: PlannedRow, column: string, reason: Rejection['reason'], found: string, right: string) => void,
): void {
  if (stepsUp(code, parentOf) <= DEPTH_MAX) return
  let above: string | null = code
  for (let i = 0; above !== null && i < 100 && !planned.has(above); i++) above = parentOf(above)
  const row = above === null ? undefined : planned.get(above)
  if (row) drop(row, 'parent', 'tooDeep', row.laid.parent ?? '', `≤ ${DEPTH_MAX}`)
}

/** How many things stand on the way up, itself included; Infinity in a circle. */
function stepsUp(code: string, parentOf: (code: string) => string | null): number {
  const seen = new Set<string>()
  for (let at: string | null = code; at !== null; at = parentOf(at)) {
    if (seen.has(at)) return Infinity
    seen.add(at)
  }
  return seen.size
}

/** What others hang under comes first. */
function inOrder(planned: ReadonlyMap<string, PlannedRow>): PlannedRow[] {
  const parentOf = (code: string) => (planned.has(code) ? planned.get(code)!.laid.parent : null)
  const steps = new Map([...planned.keys()].map((code) => [code, stepsUp(code, parentOf)]))
  return [...planned.values()].sort((a, b) => steps.get(a.laid.code)! - steps.get(b.laid.code)!)
}
export type { FileRow }
