/** Three houses in one process, each with its own folder, database, keys and ledger; they know each other only by HTTP. */
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { readConfig } from '#platform/config'
import type { Portal } from '#platform/http'
import { createLog } from '#platform/log'
import { createUnia, type City, type Unia } from '../../app.ts'
import { standBetween, type Forger } from './forger.ts'
import { DEMO_CITIES, writePack, type DemoCity } from './pack.ts'

const HOST = '127.0.0.1'
export type House = { city: DemoCity; unia: Unia; domain: string; address: string }
export type Houses = { houses: [House, House, House]; stop(): Promise<void> }

export type Place = {
  folder: string
  /** One for each city, and one behind whoever stands between. */
  ports: readonly [number, number, number, number]
  /** Databases of a server, where there is one; otherwise each has its own embedded. */
  databases?: readonly string[]
  logLevel?: string
}

/** The first port that somebody else has. */
export async function takenPort(ports: readonly number[]): Promise<number | undefined> {
  for (const port of ports) if (!(await isFree(port))) return port
  return undefined
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, HOST, () => server.close(() => resolve(true)))
  })

/** `forged`: the newest value of the second city, as the first is to read it. */
export async function openHouses(place: Place, portal: Portal<City> | undefined, forged: number): Promise<Houses> {
  const houses: House[] = []
  let forger: Forger | undefined
  const stop = async () => {
    await forger?.stop()
    await Promise.all(houses.map(({ unia }) => unia.stop()))
  }
  try {
    for (const [i, city] of DEMO_CITIES.entries()) houses.push(await openHouse(place, portal, city, i))
    const [first, second] = houses
    const newest = Object.values(second!.city.air).at(-1)![second!.city.by]
    const forge = (statements: string) => statements.replaceAll(`"value":${newest}`, `"value":${forged}`)
    forger = await standBetween({ host: HOST, port: place.ports[1], inner: place.ports[3], victim: first!.address, forge }) // prettier-ignore
    return { houses: houses as [House, House, House], stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openHouse(place: Place, portal: Portal<City> | undefined, city: DemoCity, i: number): Promise<House> {
  const folder = join(place.folder, city.id)
  const [cityDir, dataDir] = [join(folder, 'pack'), join(folder, 'data')]
  mkdirSync(dataDir, { recursive: true })
  writePack(cityDir, city)
  const domain = `${HOST}:${place.ports[i]}`
  const address = `http://${domain}`
  const config = readConfig({
    ...{ HOST, PORT: String(i === 1 ? place.ports[3] : place.ports[i]), MQTT_PORT: '0', BASE_URL: address },
    ...{ DATA_DIR: dataDir, CITY_DIR: cityDir, DATABASE_URL: place.databases?.[i], NET_ALLOW: '127.0.0.0/8' },
    LOG_LEVEL: place.logLevel ?? 'error',
  })
  const unia = await createUnia(config, createLog({ level: config.logLevel }))
  try {
    await unia.start({ serve: true, work: true }, portal)
  } catch (error) {
    await unia.stop()
    throw error
  }
  return { city, unia, domain, address }
}
