/** Everything that an account holds, for the person whose it is: nothing secret is in it that opens anything. */
import * as notices from '../store/notices.ts'
import * as passkeys from '../store/passkeys.ts'
import * as push from '../store/push.ts'
import * as family from '../store/family.ts'
import * as outside from '../store/outside.ts'
import * as accounts from '../store/accounts.ts'
import * as organisations from '../store/organisations.ts'
import type { Caller } from '../types.ts'
import type { Parts } from './parts.ts'
import { signedIn } from './sessions.ts'

const NOTICES_MAX = 10_000

export function createData(parts: Parts) {
  const { db, clock, config } = parts
  return {
    async ownData(caller: Caller): Promise<Record<string, unknown>> {
      const { accountId } = await signedIn(parts, caller)
      const provider = `oidc:${config.oidc?.issuer}`
      return {
        exportedAt: clock.now(),
        account: await accounts.find(db, accountId),
        hasPassword: await accounts.hasPassword(db, accountId),
        roles: await organisations.membershipsOf(db, accountId),
        sessions: await accounts.sessions(db, accountId, clock.now()),
        passkeys: (await passkeys.ofAccount(db, accountId)).map(({ id, name, synced, createdAt, lastUsedAt }) => ({
          ...{ id, name, synced, createdAt, lastUsedAt },
        })),
        outsideLogin: {
          connectedAt: await outside.connectedAt(db, provider, accountId),
          claims: await outside.claims(db, accountId),
        },
        consentsGiven: await family.of(db, 'parent', accountId),
        consentsReceived: await family.of(db, 'child', accountId),
        notices: {
          mail: await notices.setting(db, accountId),
          follows: await notices.follows(db, accountId),
          told: await notices.told(db, accountId, NOTICES_MAX),
          browsers: (await push.ofAccounts(db, [accountId])).map(({ name, createdAt }) => ({ name, createdAt })),
        },
      }
    },
  }
}
