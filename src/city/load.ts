/** Brings a city pack into the house: its places, its definitions, its files of figures. Safe to run again and again. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { system } from '#platform/actor'
import { exclusively, type Db } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Log } from '#platform/log'
import type { Assets } from '#governance'
import type { Analysis } from '#analysis'
import type { Indicators } from '#indicators'
import type { Infrastructure } from '#infrastructure'
import type { Innovations } from '#innovations'
import type { Network } from '#network'
import type { Participation } from '#participation'
import type { Places } from '#places'
import type { Strategy } from '#strategy'
import { assetsOf } from './assets.ts'
import { innovationsOf } from './innovations.ts'
import { tiesOf } from './network.ts'
import * as store from './store.ts'
import { draftsOf } from './strategies.ts'
import { societyOf } from './society.ts'
import { targetsOf } from './targets.ts'
import { datasetsOf, feedsOf, policiesOf, ratesOf } from './things/index.ts'
import type { City, Dataset } from './types.ts'

type Needs = {
  db: Db
  places: Places
  assets: Pick<Assets, 'load'>
  infrastructure: Infrastructure
  indicators: Indicators
  analysis: Pick<Analysis, 'loadTargets'>
  register: Innovations['register']
  partners: Pick<Network['partners'], 'load'>
  strategy: { strategies: Pick<Strategy['strategies'], 'load'>; money: Pick<Strategy['money'], 'load'> }
  proposals: { basis: Pick<Participation['proposals']['basis'], 'layer' | 'setGround'> }
  log: Log
}

const loader = system('city-pack')
const GROUNDS = 'city pack'

/**
 * Loads what the pack says now; nothing where this very pack was loaded last. Gives whether there was anything to do. Of
 * several processes that start at once one loads, and the others wait for it.
 */
export const loadCity = (needs: Needs, city: City): Promise<boolean> =>
  exclusively(needs.db, 'city.load', () => load(needs, city))

async function load(
  { db, places, assets, infrastructure, indicators, analysis, strategy, register, partners, proposals, log }: Needs,
  city: City,
): Promise<boolean> {
  const fingerprint = await fingerprintOf(city.folder)
  const isNew = (await store.loaded(db)) !== fingerprint
  if (isNew) await places.load(loader, areasOf(city), GROUNDS)
  // Not left to its job: what is computed below counts on it.
  await indicators.takeAreas()
  if (!isNew) return false
  await assets.load(loader, assetsOf(city), GROUNDS)
  await infrastructure.context.policies.load(loader, policiesOf(city))
  await unlessHeld(log, 'rates', infrastructure.savings.loadRates(loader, ratesOf(city)))
  await unlessHeld(log, 'feeds', infrastructure.feeds.load(loader, feedsOf(city)))
  const { measures, datasets, sources, via } = city
  await indicators.describe(
    loader,
    { measures, datasets: [...datasets, ...datasetsOf(city), ...societyOf(city)], sources, via },
    GROUNDS,
  )
  await indicators.loadDefinitions(loader, city.indicators, GROUNDS)
  await unlessHeld(log, 'omissions', indicators.loadOmissions(loader, city.omissions))
  for (const [i, dataset] of datasets.entries()) {
    log.info({ file: dataset.file, done: i + 1, total: datasets.length }, 'reading figures')
    await loadFigures(indicators, log, city.folder, dataset)
  }
  await indicators.recompute()
  await unlessHeld(log, 'targets', analysis.loadTargets(loader, targetsOf(city), GROUNDS))
  await unlessHeld(log, 'innovations', register.load(loader, innovationsOf(city), GROUNDS))
  await unlessHeld(log, 'partners', partners.load(loader, tiesOf(city), GROUNDS))
  await unlessHeld(log, 'strategies', strategy.strategies.load(loader, draftsOf(city), GROUNDS))
  for (const { file, source } of city.money) {
    const arrival = { file: createReadStream(join(city.folder, file)), fileName: file, source }
    await unlessHeld(log, file, strategy.money.load(loader, arrival, GROUNDS))
  }
  await loadGround(proposals.basis, city)
  await store.remember(db, fingerprint)
  return true
}

/** Only where the city has none yet: whatever its organisers brought stays. */
async function loadGround(basis: Needs['proposals']['basis'], { folder, budget, sources }: City): Promise<void> {
  const { ground } = budget
  if (!ground || (await basis.layer())) return
  const source = sources.find(({ id }) => id === ground.source)?.names.pl ?? ground.source
  await basis.setGround(loader, await readFile(join(folder, ground.file), 'utf8'), source, ground.madeUp)
}

async function loadFigures(indicators: Indicators, log: Log, folder: string, dataset: Dataset): Promise<void> {
  const { id } = await indicators.imports.receive(loader, {
    file: createReadStream(join(folder, dataset.file)),
    fileName: dataset.file,
    dataset: dataset.id,
    options: { format: dataset.format, mapping: dataset.mapping },
  })
  // Read here and now: at the first start the city opens its doors when its figures are in.
  await indicators.imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
  const read = await indicators.imports.preview(loader, id)
  if (read.rejected > 0)
    log.warn({ file: dataset.file, rejected: read.rejected, first: read.rejections[0] }, 'rows rejected')
  if (read.state === 'failed')
    throw new Error(`${dataset.file}: ${read.failure?.code} ${JSON.stringify(read.failure?.details)}`)
  if (read.state !== 'read' || read.accepted <= read.unchanged) return
  await unlessHeld(log, dataset.file, indicators.imports.publish(loader, id, GROUNDS))
}

/** The house opens without what waits at the gate. */
async function unlessHeld(log: Log, what: string, work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refusal) || !error.code.startsWith('governance.')) throw error
    log.warn({ what, code: error.code, examination: error.details.id }, 'held back at the gate')
  })
}

function areasOf({ areas, outlines }: City) {
  return areas.map(({ outline, ...area }) => {
    const geometry = outlines.get(area.id)
    return { ...area, outline: geometry && outline && { geometry, source: outline.source } }
  })
}

/** The SHA-256 over every file of the pack, by name and content. */
async function fingerprintOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const path of paths.sort())
    hash
      .update(path.slice(folder.length))
      .update('\0')
      .update(await readFile(path))
  return hash.digest('hex')
}
