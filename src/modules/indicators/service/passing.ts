/** Through the gate: figures as files that are looked at. Each publication takes its pass. */
import type { Db } from '#platform/db'
import type { Candidate, Finding } from '#governance'
import { hasTexts, openTexts, type Layout, type ReadOptions, type Rejection } from '../reading/index.ts'
import { imports } from '../store/index.ts'
import type { Import } from '../types.ts'
import type { Needs } from './needs.ts'

const REJECTIONS_A_TIME = 1_000
const TITLE_CHARS_MAX = 300

type File = Pick<Import, 'id' | 'fileName' | 'sha256'>
type Read = { layout?: unknown; rejected: number }

/** Figures are about no single person; the words around them are looked at. */
export const figuresOf = ({ id, fileName, sha256 }: File, findings: Finding[]): Candidate => ({
  subject: { module: 'indicators', kind: 'figures', id, title: fileName.slice(0, TITLE_CHARS_MAX) },
  ...{ fingerprint: sha256, findings, aggregate: true },
})

export const fileAddress = (id: string): string => `/api/v1/imports/${id}/file`

/** What the detectors find in a file that was read, besides its figures. */
export async function examined(
  { db, files, gate }: Needs,
  found: imports.Stored,
  { layout, rejected }: Read,
  options: ReadOptions,
): Promise<Finding[]> {
  if (!hasTexts(layout as Layout, rejected)) return []
  const rejections = () => rejectionsOf(db, found.number)
  return gate.examineTable(await openTexts(() => files.get(found.sha256), options, rejections))
}

async function* rejectionsOf(db: Db, number: number): AsyncGenerator<Rejection> {
  for (let from = 0; ; from += REJECTIONS_A_TIME) {
    const rows = await imports.rejections(db, number, REJECTIONS_A_TIME, from)
    yield* rows.map(({ details }) => details as Rejection)
    if (rows.length < REJECTIONS_A_TIME) return
  }
}
