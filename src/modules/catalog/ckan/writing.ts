/** The actions of a publisher's client. What they bring passes the gate like everything else; the answers say where it is. */
import { z } from 'zod'
import type { Actor } from '#platform/actor'
import type { Governance } from '#governance'
import type { Identity } from '#identity'
import type { Datasets } from '../datasets/service.ts'
import type { DatasetEntry, DistributionDraft, DistributionEntry } from '../datasets/types.ts'
import type { Deliveries } from '../deliveries/service/deliveries.ts'
import type { Rulings } from '../deliveries/service/rulings.ts'
import type { DeliveryView } from '../deliveries/types.ts'
import type { Dataset } from '../types.ts'
import type { Describing } from '../versions/service/describing.ts'
import type { Reading } from '../versions/service/reading.ts'
import type { createWithdrawing } from '../versions/service/withdrawing.ts'
import { writing, type Action, type Asking } from './actions.ts'
import { orDefault, orNothing, read, text } from './arguments.ts'
import { draftOf, Package } from './drafts.ts'
import { invalid, notFound } from './errors.ts'
import { nameOf, namedPublishers, packageOf, resourceOf } from './packages.ts'

export type Needs = {
  baseUrl: string
  datasets: Datasets
  deliveries: Pick<Deliveries, 'receive' | 'list' | 'file' | 'abandon'>
  ruling: Rulings['ruling']
  describing: Pick<Describing, 'publishDescription'>
  withdrawing: Pick<ReturnType<typeof createWithdrawing>, 'withdraw' | 'withdrawDataset'>
  reading: Pick<Reading, 'catalogue'>
  identity: Pick<Identity, 'organisations'>
  assets: Governance['assets']
}

const REASON = 'Deleted by its publisher through the CKAN API.'
const reasoned = { id: text, reason: orDefault(text, REASON) }

export function writingActions(needs: Needs): Record<string, Action> {
  return { ...packageActions(needs), ...resourceActions(needs) }
}

type Organisation = Awaited<ReturnType<Identity['organisations']>>[number]

/** The organisation by its id or by the name that CKAN knows it by. */
async function organisationOf({ identity }: Needs, asked: string | undefined): Promise<Organisation> {
  if (asked === undefined) throw invalid({ owner_org: ['Missing value'] })
  const found = (await identity.organisations()).find(({ id, names }) => id === asked || nameOf(names.pl) === asked)
  if (!found) throw invalid({ owner_org: ['Organization does not exist'] })
  return found
}

async function draft(needs: Needs, given: Package) {
  const organisation = await organisationOf(needs, given.owner_org)
  const assets = (await needs.assets.list()).filter(({ organisationId }) => organisationId === organisation.id)
  return draftOf(given, {
    ...{ organisation: organisation.id, organisationName: organisation.names.pl },
    assets: assets.map(({ slug }) => slug),
  })
}

/** The dataset as whoever works on it sees it, whether public or not. */
async function shown(needs: Needs, entry: DatasetEntry) {
  const { datasets } = await needs.reading.catalogue()
  const published = datasets.find(({ id }) => id === entry.id)
  const one = (await needs.identity.organisations()).find(({ id }) => id === entry.organisation)!
  const publisher = { id: one.id, names: one.names as Dataset['publisher']['names'], kind: one.kind }
  const { text, at } = entry.said
  const dataset: Dataset = published ?? {
    ...{ id: entry.id, slug: entry.slug, publisher, description: text.description, asset: { slug: text.asset } },
    ...{ issued: entry.createdAt, modified: at, distributions: [] },
  }
  const publishers = namedPublishers({ datasets: [dataset], publisher })
  const whole = packageOf(dataset, { baseUrl: needs.baseUrl, publishers })
  return published ? whole : { ...whole, private: true, state: 'draft' }
}

/** Public at once where whoever asks may do that; else it waits for somebody who may. */
async function publishIfAllowed({ describing }: Needs, actor: Actor, entry: DatasetEntry, isPrivate: boolean) {
  if (!isPrivate && actor.can('catalog.publish', entry.organisation))
    await describing.publishDescription(actor, entry.id)
}

function packageActions(needs: Needs): Record<string, Action> {
  const { datasets, withdrawing } = needs
  const find = async (actor: Actor, asked: string | undefined): Promise<DatasetEntry> => {
    if (asked === undefined) throw invalid({ id: ['Missing value'] })
    return datasets.entry(actor, await idOf(needs, actor, asked))
  }
  const describe = async (actor: Actor, before: DatasetEntry, given: Package) => {
    const { slug: _, organisation: __, ...said } = await draft(needs, given)
    const entry = await datasets.describe(actor, before.id, { ...said, seen: before.said.version })
    await publishIfAllowed(needs, actor, entry, given.private)
    return shown(needs, entry)
  }
  return {
    package_create: writing({
      help: 'Begins a dataset. It needs a name, an owner_org, a license_id and the asset it is data of.',
      takes: Package,
      run: async (given, { actor }) => {
        const entry = await datasets.create(actor, await draft(needs, given))
        await publishIfAllowed(needs, actor, entry, given.private)
        return shown(needs, entry)
      },
    }),
    package_update: writing({
      help: 'Says anew all that is said of a dataset.',
      takes: Package,
      run: async (given, { actor }) => {
        const before = await find(actor, given.id ?? given.name)
        return describe(actor, before, { ...given, name: before.slug, owner_org: before.organisation })
      },
    }),
    package_patch: writing({
      help: 'Changes what is given, and leaves the rest.',
      takes: z.looseObject({ id: text }),
      run: async ({ id, ...changes }, { actor }) => {
        const before = await find(actor, id)
        const said = { ...(await shown(needs, before)), private: false, ...changes }
        return describe(actor, before, read(Package, { ...said, name: before.slug, owner_org: before.organisation }))
      },
    }),
    package_delete: writing({
      help: 'Takes a published dataset back; a tombstone with the reason stays.',
      takes: z.object(reasoned),
      run: async ({ id, reason }, { actor }) => {
        await withdrawing.withdrawDataset(actor, await idOf(needs, actor, id), reason)
        return null
      },
    }),
  }
}

/** The id of a dataset by its id or its name. */
export async function idOf({ datasets }: Pick<Needs, 'datasets'>, actor: Actor, asked: string): Promise<string> {
  if (z.uuid().safeParse(asked).success) return asked
  return (await datasets.entryOf(actor, asked)).id
}

export const Resource = z.object({
  package_id: orNothing(text),
  id: orNothing(text),
  name: orNothing(text),
  description: orNothing(text),
  format: orNothing(text),
  url: orNothing(text),
})

/** Where a file is on its way: what CKAN has no word for. */
export function stateOf({ id, state, failure, examinationId }: DeliveryView) {
  return { delivery_id: id, delivery_state: state, ...(failure && { failure: failure.code }), ...(examinationId && { examination_id: examinationId }) } // prettier-ignore
}

function resourceActions(needs: Needs): Record<string, Action> {
  const { datasets, deliveries, withdrawing } = needs
  const shownAs = async (actor: Actor, id: string, delivery?: DeliveryView) => {
    const { entry, distribution } = await locate(needs, actor, id)
    const { datasets: published } = await needs.reading.catalogue()
    const dataset = published.find((one) => one.id === entry.id)
    const position = dataset?.distributions.findIndex((one) => one.id === id) ?? -1
    const dict =
      dataset && position >= 0
        ? resourceOf(dataset, dataset.distributions[position]!, position, needs)
        : draftResource(entry, distribution)
    return { ...dict, ...(delivery && stateOf(delivery)) }
  }
  const deliver = async ({ actor, upload }: Asking, id: string): Promise<DeliveryView | undefined> =>
    upload && deliveries.receive(actor, id, { file: upload.kept, fileName: upload.name, mediaType: upload.mediaType })
  return {
    resource_create: writing({
      help: 'Adds a distribution with the file that is uploaded; the file waits behind the gate.',
      takes: Resource,
      run: async ({ package_id, url, ...given }, asking) => {
        if (package_id === undefined) throw invalid({ package_id: ['Missing value'] })
        if (!asking.upload) throw invalid({ upload: [url === undefined ? 'Missing value' : 'Files come in by upload, not by address']}) // prettier-ignore
        const datasetId = await idOf(needs, asking.actor, package_id)
        const title = given.name ?? asking.upload.name
        const draft: DistributionDraft = {
          ...{ slug: nameOf(title.replace(/\.\w+$/, '')), kind: kindOf(asking.upload.name, given.format), title: { pl: title } }, // prettier-ignore
          ...(given.description !== undefined && { description: { pl: given.description } }),
        }
        const { id } = await datasets.addDistribution(asking.actor, datasetId, draft)
        return shownAs(asking.actor, id, await deliver(asking, id))
      },
    }),
    resource_update: changed('Says anew what a resource is, and brings its next version where a file comes with it.'),
    resource_patch: changed('Changes what is given of a resource; a file that comes with it is its next version.'),
    resource_delete: writing({
      help: 'Takes every version of a resource back; tombstones with the reason stay.',
      takes: z.object(reasoned),
      run: async ({ id, reason }, { actor }) => {
        const { datasets: published } = await needs.reading.catalogue()
        const one = published.flatMap(({ distributions }) => distributions).find((other) => other.id === id)
        if (!one) throw notFound()
        for (const { number, withdrawal } of one.versions)
          if (!withdrawal) await withdrawing.withdraw(actor, id, number, reason)
        return null
      },
    }),
  }

  function changed(help: string): Action {
    return writing({
      help,
      takes: Resource.extend({ id: text }),
      run: async ({ id, name, description }, asking) => {
        const { entry, distribution } = await locate(needs, asking.actor, id)
        const said = entry.said.text.distributions[distribution.slug]!
        if (name !== undefined || description !== undefined)
          await datasets.describeDistribution(asking.actor, id, {
            ...said,
            ...(name !== undefined && { title: { ...said.title, pl: name } }),
            ...(description !== undefined && { description: { ...said.description, pl: description } }),
            seen: entry.said.version,
          })
        return shownAs(asking.actor, id, await deliver(asking, id))
      },
    })
  }
}

const TABLES = /^(csv|tsv|xlsx|ods|json|ndjson|jsonl|geojson|parquet)$/i
/** A table where its name or its format says so. */
const kindOf = (fileName: string, format: string | undefined): 'table' | 'file' =>
  TABLES.test(format ?? /\.(\w+)$/.exec(fileName)?.[1] ?? '') ? 'table' : 'file'

function draftResource(entry: DatasetEntry, { id, slug }: DistributionEntry) {
  const { title, description } = entry.said.text.distributions[slug]!
  return {
    ...{ id, package_id: entry.id, name: title.pl, description: description?.pl ?? '', url: '', format: '' },
    ...{ state: 'draft', datastore_active: false, created: entry.createdAt },
  }
}

async function locate({ datasets }: Needs, actor: Actor, id: string) {
  const entry = await datasets.entryWith(actor, id)
  return { entry, distribution: entry.distributions.find((one) => one.id === id)! }
}
