/** Discussion: comments and replies, reports of them, removals with a reason, appeals that another person decides. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Key } from '#words'
import { refuse } from '../refusals.ts'
import * as rules from '../rules/index.ts'
import * as store from '../store/discussion.ts'
import * as proposals from '../store/proposals.ts'
import { COMMENT_APPEAL_DAYS, COMMENT_CHARS_MAX, ModerationRule, reason as Reason, REASON_CHARS_MIN, written, type Comment, type CommentAct, type CommentState } from '../types.ts' // prettier-ignore
import { hashOf, inEach, MODERATE, pathOf, type Inner } from './inner.ts'

const DAY_MS = 86_400_000
const Text = written(COMMENT_CHARS_MAX)

export type CommentDraft = { text: string; parentId?: string; personal?: boolean }

export function createDiscussing(inner: Inner) {
  const { db, clock, ids, inOne, demandPerson } = inner

  /** Throws `proposals.reasonMissing`. */
  function reasonIn(given: string): string {
    const text = Reason.parse(given)
    if (text.length < REASON_CHARS_MIN) throw refuse.reasonMissing({ least: REASON_CHARS_MIN })
    return text
  }

  /** Whoever wrote it hears what was decided, and why. */
  async function tellWriter(tx: Tx, { by, proposalId, state }: Comment, { kind, rule, reason }: Pick<CommentAct, 'kind' | 'rule' | 'reason'>): Promise<void> {
    const isDecided = ['removed', 'restored', 'upheld'].includes(kind) || (kind === 'approved' && state === 'waiting')
    const one = isDecided && by !== null ? await proposals.find(tx, proposalId) : undefined
    if (!one || by === null) return
    const values = { number: one.number!, rule: rule ?? 'other', reason, days: COMMENT_APPEAL_DAYS }
    const notice = { kind: `proposals.comment.${kind}`, path: pathOf(one), title: inEach('proposals.told.comment.title', values) }
    await inner.tellOne(tx, by, { ...notice, body: inEach(`proposals.told.comment.${kind}` as Key, values) })
  } // prettier-ignore

  /** Does it with one comment: an act in the ledger, by which its text can be recognised but not read. */
  async function change(
    actor: Actor,
    id: string,
    act: Pick<CommentAct, 'kind' | 'rule' | 'reason'>,
    state: CommentState | undefined,
    check: (comment: Comment) => void,
  ): Promise<Comment> {
    return inOne(async (tx) => {
      const comment = await store.lock(tx, id)
      if (!comment) throw refuse.commentUnknown({ id })
      check(comment)
      const payload = { comment: id, proposal: comment.proposalId, text: hashOf(comment.text), ...(act.rule ? { rule: act.rule } : {}) } // prettier-ignore
      const done = await inner.act(tx, actor, `comment.${act.kind}`, `comments/${id}`, payload, act.reason || undefined)
      await store.addAct(tx, ids.uuid(), id, act, done)
      if (state) await store.setState(tx, id, state)
      await tellWriter(tx, comment, act)
      return comment
    })
  }

  /** Whoever removed it tells the writer why, and how to appeal. */
  const removedBy = ({ acts }: Comment): CommentAct | undefined => acts.filter(({ kind }) => kind === 'removed').at(-1)

  return {
    /** As anybody may read them: of what was removed the rule and the reason, not the words. */
    async comments(actor: Actor, proposalId: string) {
      const all = await store.ofProposal(db, proposalId)
      const sees = (one: Comment) => one.state === 'shown' || (one.by !== null && one.by === actor.id) || actor.can(MODERATE) // prettier-ignore
      return all
        .filter((one) => sees(one) || one.state === 'removed')
        .map((one) => ({
          ...{ id: one.id, parentId: one.parentId, name: one.state === 'removed' && !sees(one) ? '' : one.name, at: one.at, state: one.state }, // prettier-ignore
          ...{ text: sees(one) ? one.text : '', isOwn: one.by !== null && one.by === actor.id },
          removal: one.state === 'removed' ? removedBy(one) : undefined,
          last: one.acts.at(-1)?.kind,
        }))
    },

    /** Throws `proposals.tooQuick` with the minutes to wait, `proposals.personalAsked`, `proposals.personalHeld`. */
    async comment(actor: Actor, proposalId: string, { text: given, parentId, personal = false }: CommentDraft): Promise<CommentState> {
      demandPerson(actor)
      const text = Text.parse(given)
      if (text === '') throw refuse.reasonMissing({ least: 1 })
      rules.demandImpersonal({ text }, personal)
      return inOne(async (tx) => {
        const one = await proposals.find(tx, proposalId)
        if (!one || one.number === null) throw refuse.unknown({ id: proposalId })
        const parent = parentId ? await store.find(tx, parentId) : undefined
        if (parentId && (parent?.proposalId !== proposalId || parent.state !== 'shown')) throw refuse.commentUnknown({ id: parentId })
        await store.holdAccount(tx, actor.id)
        const now = clock.now()
        const { made, standing } = await store.habits(tx, actor.id, new Date(now.getTime() - DAY_MS))
        const minutes = rules.waitMinutes(made, now)
        if (minutes > 0) throw refuse.tooQuick({ minutes })
        const state = rules.stateFor(text, standing)
        // A conversation has two levels: an answer to an answer stands beside it.
        await store.add(tx, { id: ids.uuid(), proposalId, parentId: parent?.parentId ?? parent?.id ?? null, by: actor.id, name: actor.name ?? '', text, at: now, state })
        return state
      })
    }, // prettier-ignore

    /** Anybody signed in may say that one breaks the rules: a moderator looks; until then it stands. */
    async report(actor: Actor, id: string, rule: string): Promise<void> {
      demandPerson(actor)
      await change(actor, id, { kind: 'reported', rule: ModerationRule.parse(rule), reason: '' }, undefined, (one) => {
        if (one.state !== 'shown') throw refuse.notNow({ state: one.state })
        if (one.acts.some((act) => act.kind === 'reported' && act.by === actor.id)) throw refuse.alreadyAsked()
        if (one.acts.at(-1)?.kind === 'appealed') throw refuse.notNow({ state: 'appeal' })
      })
    },

    /** The writer of a removed one asks another person to look. Throws `proposals.appealLate`. */
    async appealRemoval(actor: Actor, id: string, why: string): Promise<void> {
      const text = reasonIn(why)
      await change(actor, id, { kind: 'appealed', rule: null, reason: text }, undefined, (one) => {
        if (one.by === null || one.by !== actor.id) throw refuse.commentUnknown({ id })
        const removal = removedBy(one)
        if (one.state !== 'removed' || !removal) throw refuse.notNow({ state: one.state })
        if (one.acts.some(({ kind }) => kind === 'appealed')) throw refuse.alreadyAppealed()
        const until = new Date(removal.at.getTime() + COMMENT_APPEAL_DAYS * DAY_MS)
        if (clock.now() >= until) throw refuse.appealLate({ until })
      })
    },

    // For moderators.
    async moderation(actor: Actor) {
      demand(actor, MODERATE)
      const [asking, moderated] = [await store.asking(db), await store.moderated(db)]
      const withProposal = async (one: Comment) => ({ ...one, asks: rules.asksFor(one), proposal: (await proposals.find(db, one.proposalId))! }) // prettier-ignore
      return {
        asking: (await Promise.all(asking.map(withProposal))).filter(({ asks }) => asks !== undefined),
        removed: await Promise.all(moderated.map(withProposal)),
      }
    },

    /** Nothing is wrong with it: what waited is shown, what was reported stays. */
    async approve(actor: Actor, id: string): Promise<void> {
      demand(actor, MODERATE)
      await change(actor, id, { kind: 'approved', rule: null, reason: '' }, 'shown', (one) => {
        if (one.state === 'removed') throw refuse.answeredMeanwhile(one.acts.at(-1))
      })
    },

    /** Throws `proposals.reasonMissing`, `proposals.answeredMeanwhile`. */
    async removeComment(actor: Actor, id: string, rule: string, why: string): Promise<void> {
      demand(actor, MODERATE)
      const said = { kind: 'removed' as const, rule: ModerationRule.parse(rule), reason: reasonIn(why) }
      rules.demandImpersonal({ reason: said.reason }, true)
      await change(actor, id, said, 'removed', (one) => {
        if (one.by === actor.id) throw refuse.ownWork()
        if (one.state === 'removed') throw refuse.answeredMeanwhile(one.acts.at(-1))
      })
    },

    /** On an appeal, by somebody else than who removed it: put back, or not. Throws `proposals.secondOpinion`. */
    async settleRemoval(actor: Actor, id: string, isRestored: boolean, why: string): Promise<void> {
      demand(actor, MODERATE)
      const kind = isRestored ? ('restored' as const) : ('upheld' as const)
      await change(actor, id, { kind, rule: null, reason: reasonIn(why) }, isRestored ? 'shown' : 'removed', (one) => {
        if (one.acts.at(-1)?.kind !== 'appealed') throw refuse.answeredMeanwhile(one.acts.at(-1))
        if (removedBy(one)?.by === actor.id) throw refuse.secondOpinion()
      })
    },
  }
}
