/** What proposals rest on: the city's prices, and whose ground it is. */
import { demand, type Actor } from '#platform/actor'
import * as rules from '../rules/index.ts'
import * as store from '../store/basis.ts'
import type { Ground, PriceList } from '../types.ts'
import { hashOf, ORGANISE, type Inner } from './inner.ts'

export function createBasis({ db, ids, inOne, act }: Inner) {
  return {
    prices: (edition: string): Promise<PriceList> => store.prices(db, edition),
    pricesText: async (edition: string): Promise<string> => rules.pricesText((await store.prices(db, edition)).items),

    /** A new version of the whole list; drafts cost what it says from now on, what was handed in stays. Throws `proposals.badPrices`. */
    async setPrices(actor: Actor, edition: string, text: string): Promise<PriceList> {
      demand(actor, ORGANISE)
      const items = rules.pricesIn(text)
      await inOne(async (tx) => {
        const { version } = await store.prices(tx, edition)
        const done = await act(tx, actor, 'pricesSet', `budget/${edition}/prices`, { version: version + 1, items: items.length, sha256: hashOf(JSON.stringify(items)) }) // prettier-ignore
        await store.addPrices(tx, edition, version + 1, items, done)
      })
      return store.prices(db, edition)
    },

    layer: () => store.layer(db),
    /** Whose ground it is, by the newest layer; undefined where the city has none. */
    ground: (place: readonly [number, number]): Promise<Ground | undefined> => store.ground(db, place),

    /** Throws `proposals.badGround`, which says at which outline. */
    async setGround(actor: Actor, text: string, source: string, madeUp: boolean): Promise<void> {
      demand(actor, ORGANISE)
      const parcels = rules.parcelsIn(text)
      await inOne(async (tx) => {
        const done = await act(tx, actor, 'groundSet', 'budget/ground', { parcels: parcels.length, source, madeUp, sha256: hashOf(text) }) // prettier-ignore
        await store.addLayer(tx, ids.uuid(), source.slice(0, 500), madeUp, parcels, done)
      })
    },
  }
}
