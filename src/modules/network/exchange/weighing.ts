/** Which documents of a page are believed. Pure. */
import { BadProof, openDocument, type PublicKey } from '#platform/integrity'
import { canonical, type Json } from '#platform/ledger'
import { sha256Of } from '#verify/evaluation'
import { PracticeDocument, type FeedPage, type Refused } from './types.ts'

export const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json
export const fingerprintOf = (value: unknown): string => sha256Of(canonical(plain(value)))

export type Taken = { seq: number; document: PracticeDocument; sha256: string; key: string; raw: object }
export type Weighed = { taken: Taken[]; refused: Omit<Refused, 'at'>[] }
type Weighing = { did: string; domain: string; keys: readonly PublicKey[]; now: Date; isFit: (document: PracticeDocument) => boolean } // prettier-ignore

/** Each document of a page by itself: one that is forged, or speaks in another's name, spoils no other. */
export function weigh(page: FeedPage, how: Weighing): Weighed {
  const weighed: Weighed = { taken: [], refused: [] }
  for (const { seq, practice: raw } of page.practices) {
    try {
      const { proof } = openDocument(raw, how.keys, { now: how.now })
      const { data: document, error } = PracticeDocument.safeParse(raw)
      const problem = error
        ? `${error.issues[0]!.path.join('.')}: ${error.issues[0]!.message}`
        : problemOf(document, how)
      if (problem !== undefined) weighed.refused.push({ seq, code: 'malformed', id: idOf(raw), problem: problem.slice(0, 500) }) // prettier-ignore
      else if (!how.isFit(document!)) weighed.refused.push({ seq, code: 'personal', id: document!.id, problem: 'it may lead to a person' }) // prettier-ignore
      else weighed.taken.push({ seq, document: document!, sha256: fingerprintOf(raw), key: proof.verificationMethod, raw: raw as object }) // prettier-ignore
    } catch (error) {
      if (!(error instanceof BadProof)) throw error
      weighed.refused.push({ seq, code: error.code, id: idOf(raw), problem: error.message.slice(0, 500) })
    }
  }
  return weighed
}

/** What keeps a signed document from being this city's own word. */
function problemOf({ issuer, id, evaluation }: PracticeDocument, { did, domain }: Weighing): string | undefined {
  if (issuer !== did) return `issuer: ${issuer} is not ${did}`
  const { host, pathname } = new URL(id)
  if (host !== domain || !PATH.test(pathname)) return `id: ${id} is no practice of ${domain}`
  if (evaluation && new URL(evaluation.address).host !== domain) return `evaluation: ${evaluation.address} is not at ${domain}` // prettier-ignore
  return undefined
}
const PATH = /^\/network\/practices\/[0-9a-f-]{36}$/

function idOf(given: unknown): string {
  const id = typeof given === 'object' && given !== null && 'id' in given ? given.id : undefined
  return typeof id === 'string' ? id.slice(0, 2_000) : ''
}

/** What is wrong with a page, apart from its documents. */
export function pageProblem(page: FeedPage, did: string, after: number): string | undefined {
  if (page.issuer !== did) return `it is of ${page.issuer}`
  const rises = page.practices.every(({ seq }, i) => seq > (page.practices[i - 1]?.seq ?? after))
  if (!rises) return 'numbers do not rise'
  return page.next !== undefined && page.practices.length === 0 ? 'more is promised, and nothing given' : undefined
}
