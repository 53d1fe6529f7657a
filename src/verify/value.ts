/** A published value with its formula, its figures, the files they came from, and the ledger's proofs of those. */
import { examine, Malformed, Proof, type Leaf, type Report } from '#platform/ledger'
import { z } from 'zod'
import { checkKey, shaped, type Options } from './options.ts'
import { checkInclusion } from './proof.ts'

const INPUTS_MAX = 10_000
const PROOFS_MAX = 2_000
/** Two computations of one formula may differ in the last digits. */
const TOLERANCE = 1e-9

const Input = z.object({
  measure: z.string(),
  dimension: z.string(),
  area: z.string(),
  period: z.string(),
  value: z.number().nullable(),
  status: z.string(),
  row: z.number().int(),
  file: z.object({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().min(0) }),
  /** The ledger's entry by which the file's figures were published. */
  entry: z.string(),
  /** Who vouched for them before, and the entry that says so; absent for what came with the city pack. */
  verification: z.object({ by: z.string(), at: z.string(), reason: z.string(), entryId: z.string() }).optional(),
})

/** A value since areas have their days (`/2`) and before (`/1`). Members that this check has no use for are left alone, for whoever recomputes. */
export const ValueBundle = z.looseObject({
  format: z.enum(['unia-value/1', 'unia-value/2']),
  value: z.looseObject({ area: z.string(), period: z.string(), value: z.number().nullable(), unit: z.string() }),
  definition: z.looseObject({ id: z.string(), version: z.number(), formula: z.string(), unit: z.string() }),
  inputs: z.array(Input).max(INPUTS_MAX),
  proofs: z.record(z.string(), Proof),
})
export type ValueBundle = z.infer<typeof ValueBundle>

/** Every figure's file is in the log by its hash, and the formula makes of the figures the value that was published. */
export async function verifyValue(bundle: unknown, options: Options = {}): Promise<Report> {
  return examine(async (check) => {
    const found = await check('format', (say) => {
      const found = shaped(ValueBundle, bundle)
      if (Object.keys(found.proofs).length > PROOFS_MAX) throw new Malformed(`more than ${PROOFS_MAX} proofs`)
      say(
        `a value with ${found.inputs.length} figures: ${found.definition.id}, ${found.value.area}, ${found.value.period}`,
      )
      return found
    })
    const published = new Map<string, Logged>()
    if (Object.keys(found.proofs).length > 0) {
      const verifier = await checkKey(check, options, () => Object.values(found.proofs)[0]!.vkey)
      for (const [id, proof] of Object.entries(found.proofs)) {
        const leaf = await checkInclusion(check, proof, verifier)
        await check('name', (say) => {
          if (leaf.id !== id) throw new Malformed(`the proof is of entry ${leaf.id}, not of ${id}`)
          say(`entry ${id}`)
        })
        published.set(id, leaf)
      }
    }
    await check('files', (say) => checkFiles(found, published, say))
    await check('value', (say) => checkValue(found, options, say))
  })
}

type Logged = Pick<Leaf, 'actor' | 'grounds' | 'payload'>

function shaOf(logged: Logged | undefined): unknown {
  const payload: unknown = logged?.payload
  return typeof payload === 'object' && payload !== null && 'sha256' in payload ? payload.sha256 : undefined
}

function checkFiles({ inputs }: ValueBundle, published: ReadonlyMap<string, Logged>, say: (detail: string) => void) {
  for (const { measure, file, entry, verification } of inputs) {
    if (shaOf(published.get(entry)) !== file.sha256)
      throw new Malformed(`${measure}: entry ${entry} does not publish ${file.name}`)
    if (!verification) continue
    const vouched = published.get(verification.entryId)
    const isSo = vouched?.actor === verification.by && vouched.grounds === verification.reason
    if (shaOf(vouched) !== file.sha256 || !isSo)
      throw new Malformed(`${measure}: entry ${verification.entryId} does not vouch for ${file.name}`)
  }
  const files = new Map(inputs.map(({ file }) => [file.sha256, file.name]))
  say([...files].map(([sha256, name]) => `${name} has SHA-256 ${sha256}`).join('; ') || 'no figures, no files')
}

function checkValue(bundle: ValueBundle, { recompute }: Options, say: (detail: string) => void): void {
  if (!recompute) throw new Malformed('cannot be recomputed here: no way to evaluate the formula was given')
  const { value, unit } = bundle.value
  const again = recompute(bundle)
  const same =
    value === null || again === null
      ? value === again
      : Math.abs(value - again) <= TOLERANCE * Math.max(Math.abs(value), Math.abs(again))
  if (!same) throw new Malformed(`the formula gives ${again}, not ${value} ${unit}`)
  say(`${bundle.definition.formula} gives ${value === null ? 'no value' : `${value} ${unit}`}`)
}
