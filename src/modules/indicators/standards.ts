/** Standards of indicators (ISO 37120, the Sustainable Development Goals…): what they ask for, as data that anyone may correct. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { parseUnit } from './formula/unit-text.ts'

const text = z.string().trim().min(1, 'a text that is not empty')
const Texts = z.strictObject({ pl: text, en: text, uk: text })
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters and digits joined by hyphens, such as "iso37120"')
const unit = z.string().superRefine((written, context) => {
  try {
    parseUnit(written)
  } catch {
    context.addIssue(`a unit such as "%" or "bed/(100000 person)", found ${JSON.stringify(written)}`)
  }
})
/** Dots and colons only: a code stands in an address as it is. */
const code = z.string().regex(/^[A-Za-z0-9]+([.:][A-Za-z0-9]+)*$/, 'a code such as "8.1" or "EC:I:T:1C"')

/** What of an entry was inferred or written from memory, and waits for a source that confirms it. */
export const UNVERIFIED = ['code', 'kind', 'name', 'formula', 'unit'] as const

export const Theme = z.strictObject({
  id: slug,
  code,
  parent: slug.optional().describe('the theme that contains it; it stands before'),
  names: Texts,
})

export const StandardIndicator = z.strictObject({
  code,
  theme: slug,
  kind: z.enum(['core', 'supporting', 'profile', 'advanced']).nullable(),
  names: Texts,
  numerator: Texts.optional(),
  denominator: Texts.optional(),
  unit: unit.nullable().describe('null where the answer is not a quantity'),
  direction: z.enum(['higher', 'lower']).nullable().describe('which is better; null where neither is'),
  sdg: z.array(code).min(1).optional().describe('targets of the Sustainable Development Goals it measures'),
  unverified: z.array(z.enum(UNVERIFIED)),
})
export type StandardIndicator = z.infer<typeof StandardIndicator>

/** Levels that others certify by the number of indicators reported; how they count is said with their source. */
export const Certificate = z.strictObject({
  names: Texts,
  edition: text.describe('the edition of the standard for which the levels were set'),
  note: Texts,
  source: z.strictObject({ title: text, url: z.url({ protocol: /^https$/ }).optional() }),
  of: z.int().min(1).describe('how many indicators that edition has'),
  counts: z
    .array(z.enum(['core', 'supporting', 'profile', 'advanced']))
    .min(1)
    .describe('the kinds that count'),
  levels: z
    .array(z.strictObject({ id: slug, names: Texts, from: z.int().min(0), to: z.int().min(0) }))
    .min(1)
    .refine(
      (levels) => levels.every(({ from, to }, i) => from <= to && from > (levels[i - 1]?.to ?? -1)),
      'levels from the lowest to the highest, each after the one before',
    ),
})
export type Certificate = z.infer<typeof Certificate>

export const Standard = z
  .strictObject({
    id: slug,
    name: Texts,
    edition: text,
    publisher: text,
    url: z.url({ protocol: /^https$/ }).optional(),
    note: Texts,
    sources: z.array(z.strictObject({ title: text, url: z.url({ protocol: /^https$/ }).optional() })).min(1),
    certificate: Certificate.optional(),
    themes: z.array(Theme).min(1),
    indicators: z.array(StandardIndicator).min(1),
  })
  .superRefine(({ themes, indicators }, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message, input: undefined })
    const known = new Set<string>()
    themes.forEach(({ id, parent }, at) => {
      if (parent !== undefined && !known.has(parent))
        wrong(['themes', at, 'parent'], `a theme that stands before, found "${parent}"`)
      if (known.has(id)) wrong(['themes', at, 'id'], `an id used once, found "${id}" again`)
      known.add(id)
    })
    const codes = new Set<string>()
    indicators.forEach(({ code, theme }, at) => {
      if (!known.has(theme)) wrong(['indicators', at, 'theme'], `a theme of this standard, found "${theme}"`)
      if (codes.has(code)) wrong(['indicators', at, 'code'], `a code used once, found "${code}" again`)
      codes.add(code)
    })
  })
export type Standard = z.infer<typeof Standard>

/** Where a standard is wrong and what would be right: `iso37120.json: indicators[3].names.uk: a text that is not empty`. */
export type StandardProblem = { file: string; path: string; message: string }

/** Every problem of every file at once, so that a person corrects them in one go. */
export class StandardsInvalid extends Error {
  readonly problems: StandardProblem[]

  constructor(problems: StandardProblem[]) {
    super(problems.map(({ file, path, message }) => [file, path, message].filter(Boolean).join(': ')).join('\n'))
    this.name = 'StandardsInvalid'
    this.problems = problems
  }
}

/** The standards of a folder, one a file, in order of file name. Throws `StandardsInvalid`. */
export async function readStandards(folder: string): Promise<Standard[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const problems: StandardProblem[] = []
  const standards: Standard[] = []
  for (const file of files) {
    const read = readStandard(file, await readFile(join(folder, file), 'utf8'))
    if ('problems' in read) problems.push(...read.problems)
    else standards.push(read.standard)
  }
  problems.push(...unknownTargets(standards))
  if (problems.length > 0) throw new StandardsInvalid(problems)
  return standards
}

function readStandard(file: string, content: string): { standard: Standard } | { problems: StandardProblem[] } {
  let data: unknown
  try {
    data = JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { problems: [{ file, path: '', message: `not JSON: ${(error as Error).message}` }] }
  }
  const { success, data: standard, error } = Standard.safeParse(data)
  if (!success) return { problems: error.issues.map(({ path, message }) => ({ file, path: jsonPath(path), message })) }
  if (`${standard.id}.json` === file) return { standard }
  return { problems: [{ file, path: 'id', message: `the file's own name, found "${standard.id}"` }] }
}

/** References to targets of the Goals that the Goals' own file does not have; unchecked where that file is absent. */
function unknownTargets(standards: Standard[]): StandardProblem[] {
  const goals = standards.find(({ id }) => id === 'sdg')
  if (!goals) return []
  const targets = new Set(goals.indicators.map(({ code }) => code))
  return standards.flatMap(({ id, indicators }) =>
    indicators.flatMap(({ sdg = [] }, at) =>
      sdg.flatMap((target, place) =>
        targets.has(target)
          ? []
          : [
              {
                file: `${id}.json`,
                path: jsonPath(['indicators', at, 'sdg', place]),
                message: `a target in sdg.json, found "${target}"`,
              },
            ],
      ),
    ),
  )
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text ? `${text}.${String(key)}` : String(key)
  }, '')
}
