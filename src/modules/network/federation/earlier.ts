/** What somebody said before the city followed them: the first page of their outbox, read once they agree, and kept as theirs. */
import { Collection, CollectionPage, Create, Object as Thing, isActor } from '@fedify/fedify/vocab'
import type { DocumentLoader } from '@fedify/fedify/runtime'
import { Refusal } from '#platform/errors'
import type { Needs } from '../needs.ts'
import { EARLIER, type Others } from './others.ts'
import { isSameServer } from './rules.ts'

/** Of the newest that it names; what it only names costs a question each. */
const EARLIER_MAX = 20

export function createEarlier({ jobs }: Pick<Needs, 'jobs'>, load: DocumentLoader, { heard }: Pick<Others, 'heard'>) {
  const loaders = { documentLoader: load, contextLoader: load }
  // Those who do not let it be read are heard from now on.
  jobs.define<{ uri: string }>(EARLIER, ({ data }) =>
    read(new URL(data.uri)).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    }),
  )

  /** What stands at an address of the same server, and nowhere else. */
  async function at(address: URL | null, author: URL): Promise<Thing | undefined> {
    if (!address || !isSameServer(address, author)) return undefined
    const { document, documentUrl } = await load(address.href)
    if (!isSameServer(new URL(documentUrl), author)) return undefined
    return Thing.fromJsonLd(document, loaders).catch(() => undefined)
  }

  async function read(author: URL): Promise<void> {
    const who = await at(author, author)
    if (!isActor(who as Thing) || who?.id?.href !== author.href) return
    const outbox = await at((who as { outboxId?: URL | null }).outboxId ?? null, author)
    if (!(outbox instanceof Collection)) return
    const page = outbox.firstId ? await at(outbox.firstId, author) : ((await outbox.getFirst(loaders)) ?? outbox)
    if (!(page instanceof CollectionPage || page instanceof Collection)) return
    const found: Create[] = []
    let looked = 0
    for await (const item of page.getItems({ ...loaders, suppressError: true })) {
      if (item instanceof Create && item.actorId?.href === author.href) found.push(item)
      if (++looked >= EARLIER_MAX) break
    }
    for (const said of found.reverse()) await heard(loaders, said)
  }
}
