/** An evaluation that another city attached is computed once more from its bundle. */
import { bundleText, EvaluationBundle, sha256Of, verifyEvaluation } from '#verify/evaluation'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import type { Failure } from '../peers/types.ts'
import { failureOf } from '../peers/visiting.ts'
import * as shelf from './store/shelf.ts'
import type { Checked, Evaluation } from './types.ts'

/** Each costs a request, and the method's time. */
const CHECKED_AT_ONCE = 20
const NOT_FOUND = 404

type Outside = Pick<Peers, 'believed'> & { outside: Pick<Peers['outside'], 'json'> }

export function createChecking({ db, clock }: Pick<Needs, 'db' | 'clock'>, peers: Outside) {
  async function checkSome(domain: string): Promise<void> {
    for (const { id, evaluation } of await shelf.unchecked(db, domain, CHECKED_AT_ONCE)) {
      if (!(await peers.believed(domain))) return
      const found = evaluation ? await checkOne(domain, evaluation) : { checked: 'absent' as const }
      if (!found) return
      await shelf.check(db, domain, id, { ...found, at: clock.now() })
    }
  }

  /** The bundle is the one with the said fingerprint, holds, and gives the said effect. Undefined: ask another time. */
  async function checkOne(
    domain: string,
    said: Evaluation,
  ): Promise<{ checked: Checked; problem?: string } | undefined> {
    try {
      const { pathname, search } = new URL(said.address)
      const problem = await problemOf(await peers.outside.json(domain, pathname + search), said)
      return problem === undefined ? { checked: 'holds' } : { checked: 'fails', problem: problem.slice(0, 500) }
    } catch (error) {
      const failure = failureOf(error)
      if (!failure) throw error
      return isOfNow(failure) ? undefined : { checked: 'absent', problem: failure.code }
    }
  }

  return checkSome
}

/** What keeps a bundle from being what a card says of it. */
export async function problemOf(given: unknown, said: Evaluation): Promise<string | undefined> {
  const { data: bundle } = EvaluationBundle.safeParse(given)
  if (!bundle) return 'it is no bundle of an evaluation'
  const sha256 = sha256Of(bundleText(given as EvaluationBundle))
  if (sha256 !== said.sha256) return `it has SHA-256 ${sha256}, not ${said.sha256}`
  const { ok, checks } = await verifyEvaluation(given)
  if (!ok) return checks.find((check) => !check.ok)?.detail ?? 'it does not hold'
  const { method, scale, estimate, se, interval } = bundle.effect as Partial<Evaluation>
  const isSame = method === said.method && scale === said.scale && estimate === said.estimate && se === said.se && interval?.low === said.interval?.low && interval?.high === said.interval?.high // prettier-ignore
  return isSame ? undefined : `it gives ${estimate}, the card says ${said.estimate}`
}

/** Whether it may be otherwise the next time: silence, haste. */
const isOfNow = ({ code, details }: Failure): boolean =>
  code.startsWith('net.') && code !== 'net.tooLarge' || code === 'peers.overLimit' || (code === 'peers.answered' && details.status !== NOT_FOUND) // prettier-ignore
