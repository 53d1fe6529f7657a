/** What people and other servers report of answers and posts. */
import { demand, type Actor } from '#platform/actor'
import type { Needs } from '../needs.ts'
import type { Answers, Moderation } from './answers.ts'
import { refuse } from './rules.ts'
import * as store from './store/answers.ts'
import { ReportWords, Settlement, type Report } from './types.ts'

const REPORTS_OPEN_MAX = 10

export function createReports(
  needs: Needs,
  { ownOf, demandFor, leaveOut }: Moderation,
  answers: Pick<Answers, 'replies'>,
) {
  const { db, clock, ids, ledger, gate } = needs

  return {
    /** What somebody with an account has against an answer that is shown. Throws `network.unknownReply`, `network.tooManyReports`. */
    async report(actor: Actor, postId: string, replyId: string, given: string): Promise<void> {
      if (actor.kind === 'visitor') demand(actor, 'network.report')
      const words = ReportWords.parse(given)
      const reply = (await answers.replies(postId)).find(({ id }) => id === replyId)
      if (!reply) throw refuse.unknownReply({ id: replyId })
      await db.transaction().execute(async (tx) => {
        if ((await store.openReportsBy(tx, actor.id)) >= REPORTS_OPEN_MAX)
          throw refuse.tooManyReports({ most: REPORTS_OPEN_MAX })
        await store.addReport(tx, { id: ids.uuid(), postId, replyId, by: actor.id, words, at: clock.now() })
      })
    },
    /** What nobody has settled yet of what this person answers for, oldest first. */
    async reports(actor: Actor): Promise<Report[]> {
      demand(actor, 'workspace.enter')
      const own = await ownOf(actor, await store.reports(db))
      return own.map(({ actor: _, replyId: __, reply, ...report }) => ({ ...report, ...(reply && { reply }) }))
    },
    /** Leaves the answer out, or lets it stand. Throws `network.unknownReport`. */
    async settle(actor: Actor, id: string, given: Settlement): Promise<void> {
      const { outcome, reason } = Settlement.parse(given)
      await db.transaction().execute(async (tx) => {
        const report = await store.lockReport(tx, id)
        if (!report) throw refuse.unknownReport({ id })
        await demandFor(tx, actor, report.actor)
        const reply = report.replyId ? await store.lockReply(tx, report.replyId) : undefined
        if (outcome === 'hidden' && reply) return leaveOut(tx, actor, reply, reason)
        gate.demandFit({ reason })
        await store.settleReports(tx, { id }, { outcome: 'kept', reason, at: clock.now(), by: actor.id })
        await ledger.append(tx, { kind: 'network.report', actor: actor.id, subject: `network/posts/${report.postId}`, grounds: reason, payload: { report: id, outcome: 'kept' } }) // prettier-ignore
      })
    },
  }
}
