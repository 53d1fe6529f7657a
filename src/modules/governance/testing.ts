/** For tests: the gate and the register on an empty database, detectors that find eleven digits, and persons who act. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import type { Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import {
  createGovernance,
  DECIDED,
  migrations,
  WITHDRAWN,
  type AssetDraft,
  type Candidate,
  type Detectors,
  type Finding,
} from './index.ts'

const person = (name: string, ...may: string[]): Actor => ({
  ...{ id: name, kind: 'person' },
  can: (permission) => may.includes(permission),
})
export const steward = person('steward', 'governance.decide', 'governance.assets')
export const officer = person('officer', 'governance.decidePersonal')
export const analyst = person('analyst')
/** A system whose key the steward made. */
export const key: Actor = { id: 'key:registers', kind: 'key', can: () => true }

export const three = (text: string) => ({ pl: text, en: text, uk: text })
export const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

export const finding = (more: Partial<Finding> = {}): Finding => ({
  ...{ detector: 'pesel', column: 'number', severity: 'blocks', personal: true, confidence: 'certain' },
  ...{ hits: 2, cells: 3, places: [2, 3], samples: ['8*********7'] },
  ...more,
})
export const business = finding({ detector: 'nip', severity: 'decide', personal: false, samples: ['***-**-**-11'] })

/** Eleven digits are a PESEL number here. */
export const detectors: Detectors = {
  table: async () => [],
  texts: (texts) =>
    Object.entries(texts).flatMap(([column, text]) =>
      /\d{11}/.test(text) ? [finding({ column, hits: 1, cells: 1, places: [1] })] : [],
    ),
}

export const content = (text: string, more: Partial<Candidate> = {}): Candidate => ({
  subject: { module: 'catalog', kind: 'table', id: text, title: `Table ${text}` },
  ...{ fingerprint: sha256(text), findings: [], aggregate: true },
  ...more,
})

export const asset = (slug: string, more: Partial<AssetDraft> = {}): AssetDraft => ({
  ...{ slug, names: three(slug), descriptions: three('What it is.'), purposes: three('What it is for.') },
  ...{ holder: three('A unit'), steward: 'Head of the unit', securityClass: 'public' },
  legalBasis: [{ act: 'An act', article: 'art. 1' }],
  openness: { state: 'open', reason: three('It is nobody’s secret.') },
  ...more,
})

export async function openGovernance() {
  const folder = mkdtempSync(join(tmpdir(), 'unia-governance-'))
  const database = await testDatabase([...jobsMigrations, ...ledgerMigrations, ...migrations])
  const { db } = database
  const [clock, ids] = [fixedClock('2026-11-23T10:00:00Z'), systemIds]
  const jobs = createJobs({ database, ids, onError: () => {} })
  const ledger = createLedger({ db, clock, ids, signer: keptSigner({ dataDir: folder, origin: 'example.org/ledger' }) })
  const events = createEvents(jobs)
  const told: object[] = []
  const emit: typeof events.emit = async (tx, fact, payload) => {
    told.push({ fact, ...payload })
    await events.emit(tx, fact, payload)
  }
  const makerOf = async (id: string) => (id === key.id ? steward.id : undefined)
  const { gate, assets } = createGovernance({
    ...{ db, clock, ids, ledger, detectors, makerOf },
    events: { ...events, emit },
  })
  await jobs.start({ alone: database.alone })
  return {
    ...{ database, db, clock, ledger, gate, assets },
    /** The facts that were told, in order. */
    told,
    facts: { decided: DECIDED, withdrawn: WITHDRAWN },
    hold: (candidate: Candidate, actor: Pick<Actor, 'id'> = analyst) =>
      db.transaction().execute((tx) => gate.hold(tx, actor, candidate)),
    pass: (examinationId: string, fingerprint: string, address = '/there') =>
      db.transaction().execute((tx) => gate.pass(tx, { examinationId, fingerprint, address })),
    passClear: (candidate: Candidate, address = '/there') =>
      db.transaction().execute((tx) => gate.passClear(tx, analyst, { ...candidate, address })),
    withdraw: (releaseId: string, reason = 'It was wrong.') =>
      db.transaction().execute((tx) => gate.withdraw(tx, analyst, releaseId, reason)),
    async close(): Promise<void> {
      await jobs.stop()
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
export type TestGovernance = Awaited<ReturnType<typeof openGovernance>>
