/** A statement of a made-up city with its evidence, for tests: one log of two entries, made without a database. */
import { didDocument, didOf, ledgerService, signDocument, signingKey } from '#platform/integrity'
import { checkpointText, createTree, encodeLeaf, leafHash, signerOf, type Leaf } from '#platform/ledger'
import { fingerprint, STATEMENT_CONTEXT, STATEMENT_ENTRY, STATEMENT_FORMAT, statementHash, STATEMENT_TYPES } from './form.ts' // prettier-ignore

export const did = didOf('river.example')
export const host = 'https://river.example'
export const log = signerOf('river.example/ledger', Buffer.alloc(32, 7))
const bare = signingKey('', Buffer.alloc(32, 1))
export const key = signingKey(`${did}#${bare.multibase}`, Buffer.alloc(32, 1))
export const at = new Date('2026-05-01T10:00:00Z')
export const name = '0197f3a0-0000-7000-8000-000000000001'
const FORMULA = 'sum(particles)'
const FILE = fingerprint('area,period,value\n')

export const documentOf = (more: object = {}) => ({
  ...didDocument(did, [{ id: key.id, multibase: key.multibase, ...more }]),
  service: [ledgerService(did, host, log.vkey)],
})

const subject = {
  type: 'IndicatorValue',
  city: { id: did, names: { en: 'River' } },
  indicator: { id: 'pm25', version: 2, unit: 'ug/m3', names: { en: 'PM2.5' }, standards: [{ standard: 'iso37120', code: '8.1' }], formula: fingerprint(FORMULA) }, // prettier-ignore
  area: { id: 'river', names: { en: 'River' } },
  ...{ period: '2025', value: 12.5, status: 'A', inputs: [FILE], provenance: `${host}/en/indicators/pm25` },
}

/** As the city signs it; `more` replaces members, `about` those of its subject. */
export const credential = (more: object = {}, about: object = {}) => ({
  ...{ '@context': STATEMENT_CONTEXT, id: `${host}/network/statements/${name}`, type: STATEMENT_TYPES },
  ...{ issuer: did, validFrom: at.toISOString(), credentialSubject: { ...subject, ...about }, ...more },
})
export const stated = (more: object = {}, about: object = {}, created = at) =>
  signDocument(credential(more, about), key, created)

const entryOf = (kind: string, of: string, payload: { sha256: string }, when: Date): Leaf => ({
  ...{
    v: 1,
    id: `0197f3a0-0000-7000-8000-0000000000${kind === STATEMENT_ENTRY ? 'aa' : 'bb'}`,
    at: when.toISOString(),
  },
  ...{ kind, actor: 'system:network', subject: of, payload },
})

/** The proofs of a log of two entries: the file's, then the statement's. */
export function proofs(statement: object, when = at, of = name, signer = log) {
  const leaves = [
    entryOf('indicators.published', 'import/1', { sha256: FILE }, when),
    entryOf(STATEMENT_ENTRY, `network/statements/${of}`, { sha256: statementHash(statement) }, when),
  ].map(encodeLeaf)
  const tree = createTree()
  for (const leaf of leaves) tree.append(leafHash(leaf))
  const checkpoint = signer.sign(checkpointText({ origin: signer.name, size: 2, root: tree.root() }))
  return leaves.map((leaf, index) => ({
    ...{ format: 'unia-proof/1' as const, entry: leaf.toString('base64'), index, checkpoint, vkey: signer.vkey },
    inclusion: [Buffer.from(leafHash(leaves[1 - index]!)).toString('base64')],
  }))
}

export function bundleOf(proof: { entry: string }, value = 12.5) {
  const { id } = JSON.parse(Buffer.from(proof.entry, 'base64').toString()) as { id: string }
  const file = { name: 'air.csv', sha256: FILE, bytes: 18 }
  return {
    format: 'unia-value/2',
    value: { indicator: 'pm25', area: 'river', period: '2025', value, unit: 'ug/m3', status: 'A' },
    definition: { id: 'pm25', version: 2, formula: FORMULA, unit: 'ug/m3' },
    inputs: [{ measure: 'particles', dimension: '', area: 'river', period: '2025', value: 12.5, status: 'A', row: 2, file, entry: id }], // prettier-ignore
    proofs: { [id]: proof },
  }
}

/** All of it, as the city gives it. */
export function evidence(statement: object = stated(), when = at) {
  const [file, own] = proofs(statement, when)
  return { format: STATEMENT_FORMAT, statement, proof: own!, bundle: bundleOf(file!), issuer: documentOf() }
}
export type Evidence = ReturnType<typeof evidence>
