/** What waits at the gate for a decision, the oldest first. */
import { enterGate } from '#lib/server/gate.ts'
import { noteOf } from '#lib/server/forms.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enterGate(event)
  const { city, actor } = event.locals
  const count = (findings: { severity: string }[], severity: string) =>
    findings.filter((finding) => finding.severity === severity).length
  return {
    note: noteOf(event, ['decided', 'withdrawn']),
    waiting: (await city.governance.gate.queue(actor)).map(
      ({ id, subject, findings, personal, broughtAt, broughtBy }) => ({
        ...{ id, title: subject.title, module: subject.module, kind: subject.kind, personal, broughtAt },
        ...{ blocks: count(findings, 'blocks'), decide: count(findings, 'decide'), own: broughtBy === actor.id },
      }),
    ),
  }
}
