/**
 * Coming in by a link that was sent by mail: into the account of that address, or into a new one. Asking says nothing of
 * whether there is one, and a link is used up by a button alone: programs that look through mail open links, too.
 */
import { createHash } from 'node:crypto'
import type { Tx } from '#platform/db'
import { cookiesOf, headersOf } from '../auth.ts'
import { entryLetter, LINK_MINUTES, linkTo } from '../letters.ts'
import { demandGoodPassword, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as store from '../store/links.ts'
import { Email, EntryLink, Language, PersonName } from '../types.ts'
import type { Caller, SignIn } from '../types.ts'
import type { Guard } from './guard.ts'
import { rethrow } from './own.ts'
import { record, type Parts } from './parts.ts'

const JOB = 'identity.entry-link'
const hash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** What the holder of a link is shown before they go in. */
export type Entry = EntryLink & { hasAccount: boolean }
type NewAccount = { name?: string; language?: string; password?: string }

export function createLinks(parts: Parts, guard: Guard) {
  const { db, clock, ids, config, jobs, mail, auth, writes } = parts

  // Who has an account gets another letter than who has none; a job writes it, so that asking takes as long for both.
  jobs.define<EntryLink>(JOB, async ({ data }) => {
    const token = ids.token()
    const expiresAt = new Date(clock.now().getTime() + LINK_MINUTES * 60_000)
    await db.transaction().execute(async (tx) => {
      const person = await accounts.findByEmail(tx, data.email)
      const language = person?.language ?? data.language
      await store.add(tx, { ...data, language, tokenHash: hash(token), expiresAt })
      const link = linkTo(config.baseUrl, language, 'enter', token)
      await mail.send(tx, entryLetter(data.email, language, link, person !== undefined))
    })
  })

  /** The account of the address, made where there is none. */
  async function accountOf(tx: Tx, { email, ...link }: EntryLink, draft: NewAccount, passwordHash?: string) {
    const person = await accounts.findByEmail(tx, email)
    if (person) return person.id
    const name = PersonName.safeParse(draft.name ?? link.name).data
    if (name === undefined) throw refuse.nameMissing()
    const language = Language.parse(draft.language ?? link.language)
    const [id, credentialId] = [ids.uuid(), ids.uuid()]
    const password = passwordHash === undefined ? undefined : { credentialId, passwordHash }
    // Two links to one address that are opened at once make one account.
    if (!(await accounts.add(tx, { id, name, email, language, password }))) throw refuse.linkExpired()
    await record(parts, tx, { kind: 'account.created', actor: id, subject: `accounts/${id}` })
    await parts.events.emit(tx, 'identity.accountCreated', { accountId: id })
    return id
  }

  return {
    /** Sends a link, whoever it is. `next` is where the link leads in the end. Throws `identity.tooManyAttempts`. */
    async requestLink(caller: Caller, draft: { email: string; language: string; name?: string; next?: string }) {
      const link = EntryLink.parse({ ...draft, email: Email.parse(draft.email) })
      await guard.countLink({ email: link.email, address: caller.address })
      await jobs.enqueue(db, JOB, link)
    },

    /** What the link opens; it stays good. Throws `identity.linkExpired`. */
    async entry(token: string): Promise<Entry> {
      const link = await store.find(db, hash(token), clock.now())
      if (!link) throw refuse.linkExpired()
      const person = await accounts.findByEmail(db, link.email)
      return { ...link, name: person?.name ?? link.name, hasAccount: person !== undefined }
    },

    /**
     * Uses the link up: signs in, making the account first where there is none. Only then is a password set: before, somebody
     * else could have asked with an address that is not theirs. Throws `identity.linkExpired`, `identity.weakPassword`, `identity.nameMissing`.
     */
    async enter(caller: Caller, token: string, draft: NewAccount = {}): Promise<SignIn & { next?: string }> {
      const link = await store.find(db, hash(token), clock.now())
      if (!link) throw refuse.linkExpired()
      if (draft.password) demandGoodPassword(draft.password, link.email)
      const passwordHash = draft.password && (await (await auth.$context).password.hash(draft.password))
      return writes
        .inOne(async (begin) => {
          const tx = await begin()
          const taken = await store.take(tx, hash(token), clock.now())
          if (!taken) throw refuse.linkExpired()
          const id = await accountOf(tx, taken, draft, passwordHash || undefined)
          const { headers, response } = await auth.api.startSession({
            ...{ body: { userId: id }, headers: headersOf(caller, 'none'), returnHeaders: true },
          })
          const cookies = cookiesOf(headers)
          if (!('user' in response)) return { state: 'secondFactor' as const, cookies, next: link.next }
          const payload = { by: 'link' }
          await record(parts, tx, { kind: 'session.started', actor: id, subject: `accounts/${id}`, payload })
          return { state: 'signedIn' as const, cookies, next: link.next }
        })
        .catch(rethrow)
    },
  }
}
