/**
 * Checks an evaluation from its bundle alone, offline: that the plan and the figures are those with the fingerprints, that
 * the plan is in the ledger, and that the method finds the same effect once more, digit by digit. Nothing here throws on
 * what it is given; the report says each apart.
 */
import { canonical, examine, Malformed, type Check, type Report } from '#platform/ledger'
import { EffectPlan } from '#stats'
import { checkKey, shaped, type Options } from '../options.ts'
import { checkInclusion } from '../proof.ts'
import { comparedIn, effectOf, EvaluationBundle, plain, priceOf, sha256Of, type Sealed } from './bundle.ts'

export {
  comparedIn,
  bundleOf,
  bundleText,
  EVALUATION_BYTES_MAX,
  EVALUATION_FORMAT,
  EvaluationBundle,
  sha256Of,
  type Evaluated,
  type EvaluationInput,
} from './bundle.ts'

const DIFFERENCES_SHOWN = 10

export async function verifyEvaluation(given: unknown, options: Options = {}): Promise<Report> {
  let bundle: EvaluationBundle | undefined
  const format = await examine(async (check) => {
    await check('format', (say) => {
      bundle = shaped(EvaluationBundle, given)
      const { title, method, inputs } = bundle
      say(`an evaluation, “${title}”, by the method ${method.method} on ${inputs.length === 1 ? 'one table' : `${inputs.length} tables`}`) // prettier-ignore
    })
  })
  if (!bundle) return format
  const found = bundle
  // What is wrong in one place hides nothing of another.
  const parts = [
    format,
    await examine(async (check) => void (await check('fingerprints', (say) => checkFingerprints(found, say)))),
    ...(await ledgerParts(found, options)),
    await examine(async (check) => void (await check('plan', (say) => checkPlan(found, say)))),
    await examine(async (check) => void (await check('effect', (say) => checkEffect(found, say)))),
    ...(found.cost ? [await examine(async (check) => void (await check('cost', (say) => checkCost(found, say))))] : []),
  ]
  const checks: Check[] = parts.flatMap((part) => part.checks)
  return { ok: checks.every(({ ok }) => ok), checks }
}

type Say = (detail: string) => void

function checkFingerprints({ plan, amendments, inputs }: EvaluationBundle, say: Say): void {
  const texts = [
    ...(plan ? [{ name: 'the plan', text: plan.text, sha256: plan.sha256 }] : []),
    ...amendments.map(({ text, sha256 }, i) => ({ name: `amendment ${i + 1}`, text, sha256 })),
    ...inputs.map(({ name, csv, sha256 }) => ({ name, text: csv, sha256 })),
  ]
  const wrong = texts.filter(({ text, sha256 }) => sha256Of(text) !== sha256)
  if (wrong.length > 0) throw new Malformed(wrong.map(({ name, text, sha256 }) => `${name} has SHA-256 ${sha256Of(text)}, not ${sha256}`).join('; ')) // prettier-ignore
  say(texts.map(({ name, sha256 }) => `${name} has SHA-256 ${sha256}`).join('; '))
}

/** Each proof that came along: the entry is in the log, is the one named, and holds the fingerprint of the text. */
async function ledgerParts({ plan, amendments }: EvaluationBundle, options: Options): Promise<Report[]> {
  const sealed = [...(plan ? [{ ...plan, what: 'the plan' }] : []), ...amendments.map((one, i) => ({ ...one, what: `amendment ${i + 1}` }))] // prettier-ignore
  const parts: Report[] = []
  for (const one of sealed)
    parts.push(await examine((check) => (one.proof ? checkProof(check, one, options) : checkUnproved(check, one))))
  return parts
}

type Named = Sealed & { what: string }

async function checkProof(
  check: Parameters<typeof checkInclusion>[0],
  { what, entry, sha256, proof }: Named,
  options: Options,
) {
  // prettier-ignore
  const verifier = await checkKey(check, options, () => proof!.vkey)
  const leaf = await checkInclusion(check, proof!, verifier)
  await check('seal', (say) => {
    if (entry !== undefined && leaf.id !== entry) throw new Malformed(`${what}: the proof is of entry ${leaf.id}, not of ${entry}`) // prettier-ignore
    const payload: unknown = leaf.payload
    const said = typeof payload === 'object' && payload !== null && 'sha256' in payload ? payload.sha256 : undefined
    if (said !== sha256) throw new Malformed(`${what}: entry ${leaf.id} seals ${String(said)}, not ${sha256}`)
    say(`${what} was sealed ${leaf.at} by entry ${leaf.id}`)
  })
}

/** A plan without a proof may still be looked up by its entry; the report says that this was not done here. */
const checkUnproved = async (check: Parameters<typeof checkInclusion>[0], { what, entry }: Named) =>
  check(
    'seal',
    (say) =>
    say(entry === undefined ? `${what} names no entry of a ledger` : `${what} names entry ${entry}; its proof did not come along`), // prettier-ignore
  )

/** The method is the one that was sealed, or by amendment, and as many were compared as promised, or the bundle says otherwise. */
function checkPlan({ plan, amendments, violations, method, effect }: EvaluationBundle, say: Say): void {
  if (!plan) return say('nothing was sealed before: this evaluation rests on no promise')
  const designs = [plan, ...amendments].flatMap(({ text }) => designOf(text))
  const ran = canonical(plain(method))
  const isSealed = designs.some((design) => canonical(plain(design)) === ran)
  const isAmended = isSealed && designs.length > 1 && canonical(plain(designs[0])) !== ran
  const isSaid = violations.some(({ id }) => id === 'otherMethod' || id === 'otherOutcome' || id === 'otherWindow')
  if (!isSealed && !isSaid) throw new Malformed('the method is not the one that was sealed, and the bundle does not say so') // prettier-ignore
  const [units, promised] = [comparedIn(method, effect), promisedIn(plan.text)]
  if (units < promised && !violations.some(({ id }) => id === 'fewerUnits')) throw new Malformed(`${units} were compared, fewer than the ${promised} that the plan promised, and the bundle does not say so`) // prettier-ignore
  const kept = isSealed ? (isAmended ? 'the method is that of an amendment' : 'the method is the one that was sealed') : 'the method is another than was sealed, as the bundle says' // prettier-ignore
  say(`${kept}; ${amendments.length} amendments; ${violations.length === 0 ? 'no violation is stated' : `violations: ${violations.map(({ id }) => id).join(', ')}`}`) // prettier-ignore
}

/** How many a plan promised to compare; one written in words promises none. */
function promisedIn(text: string): number {
  try {
    const units = (JSON.parse(text) as { units?: unknown } | null)?.units
    return typeof units === 'number' ? units : 0
  } catch {
    return 0
  }
}

/** A plan is JSON with its `design`; one written in words has none. */
function designOf(text: string): unknown[] {
  try {
    const plan: unknown = JSON.parse(text)
    return typeof plan === 'object' && plan !== null && 'design' in plan ? [designed(plan.design)] : []
  } catch {
    return []
  }
}

/** With what was left to its default said. */
const designed = (design: unknown): unknown => EffectPlan.safeParse(design).data ?? design

function checkEffect({ method, inputs, effect }: EvaluationBundle, say: Say): void {
  const again = plain(effectOf(method, inputs[0]!.csv))
  const differences = differencesOf(effect, again, '')
  if (differences.length > 0) throw new Malformed(`computed once more it differs: ${differences.slice(0, DIFFERENCES_SHOWN).join('; ')}${differences.length > DIFFERENCES_SHOWN ? '; …' : ''}`) // prettier-ignore
  const { outcome, estimate, interval } = effect as { outcome?: string; estimate?: number; interval?: { low: number; high: number } | null } // prettier-ignore
  say(`computed once more it is the same to the last digit: ${outcome} ${estimate}${interval ? ` (${interval.low} to ${interval.high})` : ''}`) // prettier-ignore
}

function checkCost({ method, inputs, cost }: EvaluationBundle, say: Say): void {
  const { cost: paid, costSe, currency, perUnit, interval } = cost!
  const again = priceOf({ cost: paid, costSe }, effectOf(method, inputs[0]!.csv))
  const differences = differencesOf({ perUnit, interval }, plain(again), '')
  if (differences.length > 0) throw new Malformed(`computed once more it differs: ${differences.join('; ')}`)
  say(perUnit === null ? 'no price of one unit can be named' : `${perUnit} ${currency} for one unit of effect${interval ? ` (${interval.low} to ${interval.high})` : ', without bounds'}`) // prettier-ignore
}

/** Every place at which two values differ, with what stands there. */
function differencesOf(said: unknown, found: unknown, path: string): string[] {
  if (typeof said !== 'object' || typeof found !== 'object' || said === null || found === null)
    return Object.is(said, found) ? [] : [`${path.slice(1) || 'value'} is ${JSON.stringify(said)}, found ${JSON.stringify(found)}`] // prettier-ignore
  const names = new Set([...Object.keys(said), ...Object.keys(found)])
  return [...names].flatMap((name) => differencesOf(memberOf(said, name), memberOf(found, name), `${path}.${name}`))
}
const memberOf = (value: object, name: string): unknown => (value as Record<string, unknown>)[name]
