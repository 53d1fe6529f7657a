/** What the house publishes of a ballot before it is opened: a hash that tells nothing, since 32 random bytes are in it. */
import { createHash } from 'node:crypto'
import { canonical } from '#platform/ledger'

export const COMMITMENT_PREFIX = 'unia ballot v1\n'

/** A choice is a project's number and its points, or its rank (1 is best). */
export type Choice = readonly [number: string, points: number]
export type BallotBody = { edition: string; pool: string; token: string; salt: string; choices: readonly Choice[] }

/** The one text of a ballot: canonical JSON of exactly these members. */
export const bodyText = ({ edition, pool, token, salt, choices }: BallotBody): string =>
  canonical({ choices, edition, pool, salt, token })

/** Of a ballot's text. */
export const commitmentOf = (text: string): string =>
  createHash('sha256')
    .update(COMMITMENT_PREFIX + text)
    .digest('base64url')
