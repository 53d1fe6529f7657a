/** A report keeps the names that areas had; one that names an area whose name was taken back is taken back with it. */
import { text } from 'node:stream/consumers'
import type { AnalysisInput } from '#analysis'
import type { Refusal } from '#platform/errors'
import type { Area } from '#places'
import { words } from '#words'
import { refuse } from '../rules.ts'
import * as store from '../store.ts'
import { Content, type Report } from '../types/index.ts'
import type { Finding } from './finding.ts'
import type { Needs } from './needs.ts'

const BY = { id: 'system:reports' }
const LOOKED_THROUGH_MAX = 10_000

export function createNaming({ db, files, places, gate }: Needs, finding: Finding) {
  const nameless = async () => (await places.areas()).filter(({ isNameWithdrawn }) => isNameWithdrawn)
  const json = async (sha256: string): Promise<unknown> => JSON.parse(await text(await files.get(sha256)))

  /** Which of these areas it still calls by their names, in itself or in what its rules read. */
  async function namedIn({ sha256 }: Report, areas: readonly Area[]): Promise<Area | undefined> {
    const content = Content.parse(await json(sha256!))
    const said = new Map(Object.entries(content.areas))
    said.set(content.area.id, content.area.names)
    if (content.kind === 'city')
      for (const { id, names } of ((await json(content.rule.input)) as AnalysisInput).areas) said.set(id, names)
    return areas.find(({ id, names }) => said.has(id) && said.get(id)!.pl !== names.pl)
  }

  return {
    /** Throws `reports.nameWithdrawn`. */
    async demandNamed(report: Report): Promise<void> {
      const areas = await nameless()
      const named = areas.length > 0 ? await namedIn(report, areas) : undefined
      if (named) throw refuse.nameWithdrawn({ id: report.id, area: named.id })
    },

    /** Safe to run twice. */
    async namesChanged(): Promise<void> {
      const areas = await nameless()
      if (areas.length === 0) return
      const published = await store.list(db, { published: true, limit: LOOKED_THROUGH_MAX })
      for (const report of await finding.withWithdrawals(published)) {
        const { releaseId, withdrawal } = report.publication!
        if (withdrawal || !(await namedIn(report, areas))) continue
        const reason = words.pl.t('reports.nameWithdrawn')
        await db
          .transaction()
          .execute((tx) => gate.withdraw(tx, BY, releaseId, reason))
          .catch(unlessGone)
      }
    },
  }
}

function unlessGone(error: Refusal): void {
  if (error.code !== 'governance.alreadyWithdrawn') throw error
}
