/** A small city for tests of four eyes: two cities, two districts, three measures, and persons who act. */
import { Readable } from 'node:stream'
import { system, type Actor } from '#platform/actor'
import type { Measure } from '../index.ts'
import type { Needs } from '../service/needs.ts'
import { definition, HEADER, openIndicators, three } from '../testing.ts'

export const house = system('test')
/** Somebody who may do everything with figures but what the rules of four eyes forbid. */
export const person = (name: string): Actor => ({ id: `person:${name}`, kind: 'person', can: () => true })
/** A system whose key Anna made. */
export const key: Actor = { id: 'key:statistics', kind: 'key', can: () => true }
const makerOf = async (id: string) => (id === key.id ? person('anna').id : undefined)

const measure = (id: string, unit: string): Measure => ({ id, names: three(id), unit, min: 0 })
const MEASURES = [measure('beds', 'bed'), measure('people', 'person'), measure('price', 'PLN/m2')]

/** `own`: what this city has otherwise than others. */
export async function testCity(own: Partial<Needs> = {}) {
  const parts = await openIndicators((needs) => ({ ...needs, makerOf, ...own }))
  const { indicators, places, ledger } = parts
  const area = (id: string, kind: string, parent?: string) => ({ id, kind, names: three(id), parent })
  const districts = ['north-east', 'north-west'].map((id) => area(id, 'district', 'north'))
  const cities = ['north', 'south'].map((id) => area(id, 'city', 'land'))
  await places.load(house, [area('land', 'country'), ...cities, ...districts], 'test')
  await indicators.takeAreas()
  await indicators.describe(house, { measures: MEASURES, datasets: [], sources: [], via: [] }, 'test')
  const rate = definition('bed-rate', 'beds / people', 'bed/(1000 person)', { valid: { min: 0, max: 50 } })
  await indicators.define(house, [rate], 'test')

  const read = (id: string) =>
    indicators.imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })

  /** Sends rows and lets them be read, as the job does. */
  async function bring(actor: Actor, rows: string, fileName = 'figures.csv') {
    const file = Readable.from([Buffer.from(HEADER + rows)])
    const { id, before } = await indicators.imports.receive(actor, { file, fileName })
    await read(id)
    return { before, ...(await indicators.imports.preview(actor, id)) }
  }

  return {
    ...parts,
    bring,
    read,
    /** Brings rows and publishes them as the city pack does. */
    async load(rows: string): Promise<number> {
      const { id } = await bring(house, rows)
      const { seq } = await indicators.imports.publish(house, id, 'test')
      await indicators.recompute()
      return seq
    },
    /** What the ledger says of a thing, oldest first. */
    async told(subject: string): Promise<{ kind: string; actor: string; grounds?: string }[]> {
      await ledger.sequence()
      const { entries } = await ledger.list({ subject })
      return entries.map(({ entry: { kind, actor, grounds } }) => ({ kind, actor, grounds })).reverse()
    },
  }
}
export type TestCity = Awaited<ReturnType<typeof testCity>>
