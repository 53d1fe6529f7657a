/**
 * Kinds of things: what is asked of each, which of it anybody may see, and what may be wrong with it. Data, in three
 * languages; a kind that is not public is known to those who work on it alone.
 */
import { z } from 'zod'
import shipped from './kinds.json' with { type: 'json' }

const Names = z.object({ pl: z.string().min(1), en: z.string().min(1), uk: z.string().min(1) })
const Named = z.object({ code: z.string().regex(/^[a-z][a-zA-Z0-9-]*$/), names: Names })

export const KindField = Named.extend({
  type: z.enum(['text', 'number', 'integer', 'date', 'boolean', 'choice']),
  unit: z.string().optional(),
  required: z.boolean().default(false),
  public: z.boolean().default(false).describe('anybody may see it; never words that a person types'),
  min: z.number().optional(),
  max: z.number().optional(),
  choices: z.array(Named).min(1).optional(),
})
export type KindField = z.infer<typeof KindField>

export const Kind = Named.extend({
  plural: Names,
  public: z.boolean().describe('where such things are, and their public fields, is for everybody'),
  life_years: z.int().positive().optional().describe('how long such a thing usually lasts'),
  fields: z.array(KindField),
  faults: z.array(Named).min(1).describe('what a passer-by may find wrong with it'),
})
export type Kind = z.infer<typeof Kind>

export const KINDS: readonly Kind[] = z.array(Kind).parse(shipped)
const byCode = new Map(KINDS.map((kind) => [kind.code, kind]))

export const kindOf = (code: string): Kind | undefined => byCode.get(code)
