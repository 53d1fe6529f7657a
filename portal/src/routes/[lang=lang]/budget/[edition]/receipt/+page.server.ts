/** Which vote it is; everything else happens in the browser. */
import { stateOf } from '#lib/server/views/voting.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals: { city, lang, actor } }) => {
  const edition = await city.participation.budgets.edition(params.edition, actor)
  const isOpened = edition.state === 'opened' || edition.state === 'counted'
  const pools = Object.fromEntries(edition.pools.map(({ code, names }) => [code, names[lang]]))
  return {
    ...{ code: edition.code, name: edition.names[lang], currency: edition.currency, pools, isOpened },
    isSealed: stateOf(edition).state !== 'before',
    bundle: `/api/v1/budgets/${edition.code}/bundle`,
    /** The name of the ledger's key, which signs receipts. */
    signer: (await city.ledger.vkey()).split('+')[0]!,
  }
}
