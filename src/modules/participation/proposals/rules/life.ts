/** What may become of a proposal, and who has to say something by when. Pure. */
import { refuse } from '../refusals.ts'
import { CORRECTION_DAYS, type EditionOf, type Outcome, type State, type Step, type Task } from '../types.ts'

const DAY_MS = 86_400_000

/** While authors may still change what it says. */
export const isWriting = (state: State): boolean => state === 'draft' || state === 'correction'
/** Nothing comes after these. */
export const ENDS: readonly State[] = ['closed', 'withdrawn', 'merged']
/** While two may still become one. */
export const MERGEABLE: readonly State[] = ['formalCheck', 'correction', 'opinions']

const STEP_OF: Partial<Record<State, Step>> = { formalCheck: 'formal', opinions: 'opinion', appeal: 'appeal' }

/** Throws `proposals.notNow` with the state in which it stands. */
export function demandState(state: State, ...allowed: readonly State[]): void {
  if (!allowed.includes(state)) throw refuse.notNow({ state })
}

/**
 * Where an answer leads. Opinions are taken together: one no is enough for a rejection, and all have to be there for a yes.
 * Throws `proposals.notNow` where it is not this step's turn, or no correction can be asked for.
 */
export function after(state: State, step: Step, outcome: Outcome, others: readonly Pick<Task, 'answer'>[]): State {
  if (STEP_OF[state] !== step) throw refuse.notNow({ state })
  if (outcome === 'correction') {
    if (step === 'appeal') throw refuse.notNow({ state })
    return 'correction'
  }
  if (step === 'formal') return outcome === 'yes' ? 'opinions' : 'rejected'
  if (step === 'appeal') return outcome === 'yes' ? 'accepted' : 'closed'
  if (others.some(({ answer }) => answer === null)) return 'opinions'
  const all = [outcome, ...others.map(({ answer }) => answer!.outcome)]
  return all.includes('no') ? 'rejected' : 'accepted'
}

const phaseOf = ({ phases }: Pick<EditionOf, 'phases'>, kind: string) => phases.find((phase) => phase.kind === kind)
const PHASE_OF: Record<Step, string> = { formal: 'formalCheck', opinion: 'opinions', appeal: 'appeal' }
const LATE_DAYS = 14

/** By when an office answers: the end of its phase; where that is past, two weeks. */
export function dueAt(edition: Pick<EditionOf, 'phases'>, step: Step, now: Date): Date {
  const end = phaseOf(edition, PHASE_OF[step])?.to
  // Appeals come until the end of their phase and are answered after it.
  if (!end || step === 'appeal' || end <= now) return new Date(now.getTime() + LATE_DAYS * DAY_MS)
  return end
}

/** By when a correction is made: within the days for it, and before the phase in which it is asked ends. */
export function correctionDueAt(edition: Pick<EditionOf, 'phases'>, now: Date): Date {
  const days = new Date(now.getTime() + CORRECTION_DAYS * DAY_MS)
  const ends = ['formalCheck', 'opinions'].flatMap((kind) => phaseOf(edition, kind)?.to ?? []).filter((to) => to > now)
  const last = ends.sort((a, b) => b.getTime() - a.getTime())[0]
  return last && last < days ? last : days
}

/** Until when the authors may appeal; undefined where the edition has no days for it. */
export const appealUntil = (edition: Pick<EditionOf, 'phases'>): Date | undefined => phaseOf(edition, 'appeal')?.to

/** Throws `proposals.appealLate`. */
export function demandAppealTime(edition: Pick<EditionOf, 'phases'>, now: Date): void {
  const until = appealUntil(edition)
  if (!until || now >= until) throw refuse.appealLate({ until })
}

/** Whoever said no does not decide on the appeal against it. Throws `proposals.secondOpinion`. */
export function demandOther(tasks: readonly Task[], by: string): void {
  if (tasks.some(({ answer }) => answer?.outcome === 'no' && answer.by === by)) throw refuse.secondOpinion()
}
