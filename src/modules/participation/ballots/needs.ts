/** What ballots need. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Jobs } from '#platform/jobs'
import type { Ledger, Signer as NoteSigner } from '#platform/ledger'
import type { Budgets } from '../budgets/service.ts'
import type { Eligibility } from '../eligibility/service.ts'
import type { Signer } from './signer/types.ts'

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append' | 'list' | 'proof' | 'checkpoint' | 'vkey'>
  /** The ledger's key, which signs receipts too. */
  noteSigner: Pick<NoteSigner, 'sign'>
  files: Pick<Files, 'put' | 'get' | 'find'>
  jobs: Pick<Jobs, 'define'>
  events: Pick<Events, 'on' | 'emit'>
  budgets: Pick<Budgets, 'edition' | 'all' | 'demandOpen' | 'sealed' | 'opened' | 'listed'>
  eligibility: Pick<Eligibility, 'voterOf' | 'useOnline' | 'entitled' | 'forgetBlinded'>
  signer: Signer
  /** The result of an opened vote, where it was counted: what the bundle ends with. */
  resultOf: (edition: string) => Promise<object | undefined>
  onError?: (error: unknown) => void
}
