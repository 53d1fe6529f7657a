/** Which documents of a page are believed. Pure. */
import { BadProof, openDocument, type PublicKey } from '#platform/integrity'
import { canonical, type Json } from '#platform/ledger'
import { sha256Of } from '#verify/evaluation'
import { idOf, refusalOf, SKEW_MS } from '../feeds/pages.ts'
import type { Item, NotTaken } from '../feeds/types.ts'
import { PracticeDocument } from './types.ts'

export const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json
export const fingerprintOf = (value: unknown): string => sha256Of(canonical(plain(value)))

export type Taken = { seq: number; document: PracticeDocument; sha256: string; key: string; raw: object }
export type Weighed = { taken: Taken[]; refused: NotTaken[] }
type Weighing = { did: string; domain: string; keys: readonly PublicKey[]; now: Date; isFit: (document: PracticeDocument) => boolean } // prettier-ignore

/** Each document of a page by itself: one that is forged, or speaks in another's name, spoils no other. */
export function weigh(items: readonly Item[], how: Weighing): Weighed {
  const weighed: Weighed = { taken: [], refused: [] }
  for (const item of items) {
    const found = open(item, how)
    if ('problem' in found) weighed.refused.push(found)
    else weighed.taken.push(found)
  }
  return weighed
}

function open(item: Item, how: Weighing): Taken | NotTaken {
  const { seq, said: raw } = item
  const refusedAs = (code: string, problem: string): NotTaken => ({ seq, code, id: idOf(raw), problem: problem.slice(0, 500) }) // prettier-ignore
  try {
    const { proof } = openDocument(raw, how.keys, { now: how.now })
    const { data: document, error } = PracticeDocument.safeParse(raw)
    if (error) return refusedAs('malformed', `${error.issues[0]!.path.join('.')}: ${error.issues[0]!.message}`)
    const problem = problemOf(document, how)
    if (problem !== undefined) return refusedAs('malformed', problem)
    if (Date.parse(document.issuedAt) > how.now.getTime() + SKEW_MS) return refusalOf(item, { code: 'future', message: `issued ${document.issuedAt}, which is still to come` }) // prettier-ignore
    if (!how.isFit(document)) return refusedAs('personal', 'it may lead to a person')
    return { seq, document, sha256: fingerprintOf(raw), key: proof.verificationMethod, raw: raw as object }
  } catch (error) {
    if (error instanceof BadProof) return refusalOf(item, error)
    throw error
  }
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
