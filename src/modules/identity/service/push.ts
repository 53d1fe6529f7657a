/** Web push: a browser that asked for it is told of a notice at once, sealed for that browser, through the guarded client alone. */
import webpush from 'web-push'
import type { Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import { keptSecret } from '#platform/secrets'
import { languageOf, PushSubscription } from '../types.ts'
import type { Notice, PushDevice } from '../types.ts'
import { refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as notices from '../store/notices.ts'
import * as store from '../store/push.ts'
import { personOf, type Parts } from './parts.ts'

const JOB = 'identity.notices.push'
const DEVICES_MAX = 20
const NAME_CHARS_MAX = 300
/** A push service keeps a message so long for a browser that is asleep. */
const TTL_S = 3 * 86_400
/** The whole must fit into 4 kB, sealed. */
const BODY_CHARS_MAX = 400

/** By which push services know the house. */
export type Vapid = { publicKey: string; privateKey: string }

/** The house's keys, made at the first start. */
export const keptVapid = (path: string): Vapid =>
  JSON.parse(keptSecret(path, () => JSON.stringify(webpush.generateVAPIDKeys()))) as Vapid

export function createPush({ db, clock, ids, jobs, net, vapid, config, onError = () => {} }: Parts) {
  const subject = config.baseUrl.startsWith('https:') ? config.baseUrl : 'mailto:unia@localhost'

  /** Gone for good, or never was a push service: not asked again. */
  const isLost = (status: number) => status === 404 || status === 410

  jobs.define<{ deviceId: string; noticeId: string }>(JOB, async ({ data: { deviceId, noticeId } }) => {
    const [device, notice] = [await store.find(db, deviceId), await notices.find(db, noticeId)]
    const person = device && (await accounts.find(db, device.accountId))
    if (!device || !notice || !person || !net || !vapid) return
    const { endpoint, headers, body } = webpush.generateRequestDetails(device, payloadOf(notice, person.language), {
      ...{ vapidDetails: { subject, ...vapid }, TTL: TTL_S },
      // Sent twice after a crash, the second takes the place of the first.
      topic: noticeId.replaceAll('-', '').slice(0, 32),
    })
    const sent = { method: 'POST' as const, headers: texts(headers), body: new Uint8Array(body!) }
    const status = await net.fetch(endpoint, { ...sent, maxBytes: 10_000 }).then(
      (answer) => answer.status,
      (error: unknown) => {
        // An address that may not be asked now may not be asked later.
        if (error instanceof Refusal && /^net\.(badAddress|privateAddress)$/.test(error.code)) return 410
        throw error
      },
    )
    if (isLost(status)) return void (await store.remove(db, deviceId))
    if (status === 429 || status >= 500) throw new Error(`the push service answered ${status}`)
    if (status >= 400) onError(`the push service refused a notice with ${status}`)
  })

  return {
    /** What a browser needs to subscribe; undefined where the house pushes nothing. */
    key: net && vapid?.publicKey,

    devices: async (actor: Actor): Promise<PushDevice[]> =>
      (await store.ofAccounts(db, [personOf(actor)])).map(({ id, name, createdAt }) => ({ id, name, createdAt })),

    /** Throws `identity.tooManyPushDevices`. */
    async add(actor: Actor, subscription: PushSubscription, name: string): Promise<PushDevice> {
      const accountId = personOf(actor)
      const { endpoint, keys } = PushSubscription.parse(subscription)
      const device = { id: ids.uuid(), name: name.slice(0, NAME_CHARS_MAX), createdAt: clock.now() }
      const there = await store.ofAccounts(db, [accountId])
      if (there.length >= DEVICES_MAX) throw refuse.tooManyPushDevices({ most: DEVICES_MAX })
      const id = await db.transaction().execute((tx) => store.put(tx, { ...device, accountId, endpoint, keys }))
      return { ...device, id }
    },

    /** Throws `identity.unknown`. */
    async remove(actor: Actor, id: string): Promise<void> {
      if (!(await store.remove(db, id, personOf(actor)))) throw refuse.unknown({ id })
    },

    /** Part of the transaction that writes the copies: a job for each browser of those people. */
    async send(tx: Tx, noticeId: string, accountIds: readonly string[]): Promise<void> {
      if (!net || !vapid) return
      for (const { id } of await store.ofAccounts(tx, accountIds))
        await jobs.enqueue(tx, JOB, { deviceId: id, noticeId })
    },
  }
}
export type Push = ReturnType<typeof createPush>

const payloadOf = ({ id, title, body, path }: Notice, language: ReturnType<typeof languageOf>) =>
  JSON.stringify({
    ...{ tag: id, title: title[language], body: body[language].slice(0, BODY_CHARS_MAX), url: `/${language}${path}` },
  })

const texts = (headers: object) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !/^content-length$/i.test(name))
      .map(([name, value]) => [name, String(value)]),
  )
