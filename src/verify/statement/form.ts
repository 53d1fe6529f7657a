/**
 * A statement of an indicator: a W3C Verifiable Credential (data model 2.0) by which a city says what one of its indicators
 * was in a period, by which definition and from which files. A newer one supersedes it; one may say that it is withdrawn.
 */
import { hash } from 'node:crypto'
import { DocumentProof } from '#platform/integrity'
import { canonical, type Json } from '#platform/ledger'
import { z } from 'zod'

export const STATEMENT_FORMAT = 'unia-statement/1'
/** The kind of the ledger's entry by which a statement was issued. */
export const STATEMENT_ENTRY = 'network.statement'
export const STATEMENT_TYPES = ['VerifiableCredential', 'IndicatorStatement'] as const
/** What the credential's own words mean stands here: they are no words of others. */
export const STATEMENT_CONTEXT = ['https://www.w3.org/ns/credentials/v2', { '@vocab': 'urn:unia:statement#' }] as const
const INPUTS_MAX = 10_000

const text = (most: number) => z.string().min(1).max(most)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const time = z.iso.datetime({ offset: true })
const names = z.partialRecord(z.enum(['pl', 'en', 'uk']), z.string().max(300))

export const StatementSubject = z.looseObject({
  type: z.literal('IndicatorValue'),
  city: z.looseObject({ id: text(300), names, area: text(200).optional().describe('the area that the city is as a whole') }), // prettier-ignore
  indicator: z.looseObject({
    ...{ id: text(80), version: z.int().min(1), unit: text(200), names },
    standards: z
      .array(z.looseObject({ standard: text(100), code: text(100) }))
      .max(50)
      .describe('where it stands in standards, by its number there'),
    formula: sha256.describe('the fingerprint of the formula'),
  }),
  area: z.looseObject({ id: text(200), names }),
  period: text(50),
  value: z.number().nullable(),
  status: z.string().max(10).describe('SDMX CL_OBS_STATUS'),
  withdrawn: z.literal(true).optional().describe('the value is taken back, and none stands in its place'),
  inputs: z.array(sha256).max(INPUTS_MAX).describe('the fingerprints of the files whose figures stand in the formula'),
  provenance: text(2_000)
    .regex(/^https?:\/\//)
    .describe('where everybody can follow the value back to its files'),
})
export type StatementSubject = z.infer<typeof StatementSubject>

export const Statement = z.looseObject({
  '@context': z.array(z.unknown()).min(1).max(20),
  id: z.url({ protocol: /^https?$/ }).max(2_000),
  type: z.array(z.string().max(200)).max(20).refine((types) => STATEMENT_TYPES.every((one) => types.includes(one)), `of the types ${STATEMENT_TYPES.join(', ')}`), // prettier-ignore
  issuer: text(300),
  validFrom: time,
  validUntil: time.optional(),
  supersedes: text(2_000).optional().describe('the statement whose place this one takes'),
  credentialSubject: StatementSubject,
  proof: DocumentProof,
})
export type Statement = z.infer<typeof Statement>

/** A statement with all that it takes to check it offline. */
export const StatementEvidence = z.looseObject({
  format: z.literal(STATEMENT_FORMAT),
  statement: z.unknown(),
  /** The ledger's proof of the entry that issued it. */
  proof: z.unknown().optional(),
  /** The value with its formula, figures and files; absent for one that was taken back. */
  bundle: z.unknown().optional(),
  /** The issuer's DID document, as it was when this was written. */
  issuer: z.unknown().optional(),
})
export type StatementEvidence = z.infer<typeof StatementEvidence>

export const fingerprint = (what: string): string => hash('sha256', what)

/** What the ledger holds of a statement: the fingerprint of the whole of it, with its proof. */
export const statementHash = (statement: object): string => fingerprint(canonical(statement as Json))

/** The last part of its address, by which the ledger names it. */
export const statementName = (id: string): string => new URL(id).pathname.split('/').at(-1)!
