/** The demonstration district as the house knows it: profiles, devices with fresh keys, and all of it taken away again. */
import { system } from '#platform/actor'
import { LANGS, type Lang } from '#words/langs'
import type { Unia } from '../../app.ts'
import { DEVICE_PREFIX, deviceOf, districtAt, KINDS, MAPPINGS, type Kind, type Thing } from './district.ts'
import { unwatchLamps, watchLamps } from './watching.ts'

/** What the profiles are called, in the city's own language. */
const NAMES: Record<Lang, Record<Kind, string>> = {
  en: {
    lamp: 'Demo: street lamps',
    cabinet: 'Demo: lighting cabinets',
    electricity: 'Demo: electricity meters',
    heat: 'Demo: heat meters',
    air: 'Demo: air sensors',
  },
  pl: {
    lamp: 'Pokaz: latarnie',
    cabinet: 'Pokaz: szafy oświetleniowe',
    electricity: 'Pokaz: liczniki prądu',
    heat: 'Pokaz: liczniki ciepła',
    air: 'Pokaz: czujniki powietrza',
  },
  uk: {
    lamp: 'Показ: ліхтарі',
    cabinet: 'Показ: шафи освітлення',
    electricity: 'Показ: лічильники електрики',
    heat: 'Показ: лічильники тепла',
    air: 'Показ: датчики повітря',
  },
}
/** Also those that were entered when the city spoke another language. */
const everyName = (kind: Kind): string[] => LANGS.map((lang) => NAMES[lang][kind])
const SAMPLE = (kind: Kind, now: Date): string =>
  JSON.stringify({
    readings: [{ at: now.toISOString(), power: 1, heat: 1, pm25: 1, name: `Demo: ${kind}` }],
  })

type House = Pick<Unia, 'infrastructure' | 'identity' | 'places' | 'info' | 'database'>
export type Settled = { district: Thing[]; keys: Map<string, string>; registers: Map<string, number> }
const actor = system('demo')

/** In the middle of the city, where it has an outline; undefined where it has none. */
async function centreOf({ places, info }: House): Promise<[number, number] | undefined> {
  const box = (await places.boxes([info.area])).get(info.area)
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
}

async function profilesIn({ infrastructure: { devices } }: House): Promise<Map<Kind, string>> {
  const all = await devices.profiles(actor)
  return new Map(
    KINDS.flatMap((kind) => {
      const known = all.find(({ name }) => everyName(kind).includes(name))
      return known ? [[kind, known.id]] : []
    }),
  )
}

async function demoDevices({ infrastructure: { devices } }: House): Promise<string[]> {
  const found: string[] = []
  for (let after: string | undefined; ;) {
    const page = await devices.list(actor, { text: DEVICE_PREFIX, after })
    found.push(...page.devices.map(({ id }) => id).filter((id) => id.startsWith(DEVICE_PREFIX)))
    if (!(after = page.next)) return found
  }
}

/** What a register showed last: it only grows. */
async function registersOf({ infrastructure: { context } }: House, district: Thing[]): Promise<Map<string, number>> {
  const registers = new Map<string, number>()
  for (const { id, entityId, kind } of district) {
    if (kind === 'lamp' || kind === 'air') continue
    const attributes = (await context.find(entityId))?.attributes ?? {}
    const [name] = Object.keys(attributes).filter((iri) => /energyConsumed|EnergyImport|numValue/.test(iri))
    registers.set(id, Number(name ? attributes[name]![0]!.value : 1_000))
  }
  return registers
}

/** Enters what is not there yet, and gives every device a new key. Undefined where the city has no outline. */
export async function settle(house: House, now: Date): Promise<Settled | undefined> {
  const { devices } = house.infrastructure
  const centre = await centreOf(house)
  if (!centre) return undefined
  const { id: organisationId } = await house.identity.ensureCity(actor, house.info.names)
  const profiles = await profilesIn(house)
  const lang = house.info.languages[0] ?? 'en'
  for (const kind of KINDS) {
    if (profiles.has(kind)) continue
    const draft = { name: NAMES[lang][kind], mapping: MAPPINGS[kind], sample: SAMPLE(kind, now) }
    profiles.set(kind, (await devices.addProfile(actor, draft)).id)
  }
  const district = districtAt(centre, lang)
  await watchLamps(house, district, organisationId)
  const there = new Set(await demoDevices(house))
  const keys = new Map<string, string>()
  for (const thing of district) {
    const id = deviceOf(thing)
    const draft = { id, name: thing.name, organisationId, profileId: profiles.get(thing.kind)!, entityId: thing.entityId } // prettier-ignore
    keys.set(thing.id, there.has(id) ? await devices.renewKey(actor, id) : (await devices.add(actor, draft)).key)
  }
  return { district, keys, registers: await registersOf(house, district) }
}

/** Takes away devices, things, what was read of them, and profiles. How many devices there were. */
export async function remove(house: House): Promise<number> {
  const { devices, context, readings } = house.infrastructure
  await unwatchLamps(house)
  const ids = await demoDevices(house)
  const entities: string[] = []
  for (const id of ids) {
    const { entityId } = await devices.one(actor, id)
    if (entityId) entities.push(entityId)
    await devices.remove(actor, id)
  }
  if (entities.length > 0) await context.batch.delete(actor, entities)
  for (const entityId of entities) await house.database.db.transaction().execute((tx) => readings.forget(tx, entityId))
  for (const id of (await profilesIn(house)).values()) await devices.removeProfile(actor, id)
  return ids.length
}
