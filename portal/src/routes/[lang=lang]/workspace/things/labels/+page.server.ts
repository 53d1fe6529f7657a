/** Labels with a QR code for the things that are found, on sheets of A4. */
import { filterIn, namesFor } from '#lib/server/things.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { qrOf } from '#lib/server/qr.ts'
import type { PageServerLoad } from './$types'

const LABELS_MAX = 480

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'infrastructure.read')
  const { city, actor, lang } = event.locals
  const filter = filterIn(event.url)
  const [names, { things, total }] = await Promise.all([
    namesFor(city, lang),
    city.infrastructure.assets.page(actor, filter, { limit: LABELS_MAX }),
  ])
  return {
    labels: things.map((thing) => ({
      // Without a language: it leads whoever scans it to their own.
      ...{ code: thing.code, qr: qrOf(new URL(`/things/${thing.code}`, event.url.origin).href) },
      ...{ kind: thing.kindNames[lang], name: thing.name ?? '', office: names.office(thing.organisationId) },
    })),
    max: total > LABELS_MAX ? LABELS_MAX : undefined,
    host: event.url.host,
  }
}
