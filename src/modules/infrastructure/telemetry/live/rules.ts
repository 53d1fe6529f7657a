/** Which changes concern whom, and how a thing is told. Pure. */
import { LOCATION, type Box, type Entity } from '../../context/index.ts'
import type { Asked, Change } from './types.ts'

/** The last word of an IRI: what people call it. */
export const localName = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1)

/** By which a type may be asked for. */
export const namesOf = (types: readonly string[]): string[] => [...new Set(types.flatMap((type) => [type, localName(type)]))] // prettier-ignore

/** One text for all who ask the same. */
export const keyOf = ({ types, ids, box }: Asked): string =>
  JSON.stringify([types?.toSorted() ?? null, ids?.toSorted() ?? null, box ?? null])

const touches = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]

/** A test that is made once for each who asks, and asked of each change. */
export function concerning({ types, ids, box }: Asked): (change: Change) => boolean {
  const [wanted, meant] = [types && new Set(types), ids && new Set(ids)]
  return ({ id, names, bounds }) =>
    (!meant || meant.has(id)) &&
    (!wanted || names.some((name) => wanted.has(name))) &&
    (!box || (bounds !== undefined && touches(bounds, box)))
}

/** The frame around an entity's place. */
export function boundsOf({ attributes }: Pick<Entity, 'attributes'>): Box | undefined {
  const found = attributes[LOCATION]?.find(({ type }) => type === 'GeoProperty')
  if (!found) return undefined
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  widen(box, found.value)
  return box[0] <= box[2] ? box : undefined
}

function widen(box: [number, number, number, number], value: unknown): void {
  if (Array.isArray(value)) {
    const [lon, lat] = value as unknown[]
    if (typeof lon !== 'number' || typeof lat !== 'number') return value.forEach((one) => widen(box, one))
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  } else if (typeof value === 'object' && value !== null) {
    const { coordinates, geometries } = value as { coordinates?: unknown; geometries?: unknown }
    widen(box, coordinates ?? geometries)
  }
}

const LINE_ENDS = /[\r\n]/g

/** One event of the stream (WHATWG HTML, 9.2); JSON has no line ends of its own. */
export const eventText = (name: string, data: string, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${data.replace(LINE_ENDS, ' ')}\n\n`

type Told = { at: string; things: readonly string[]; gone?: readonly string[]; more?: boolean }

/** `things` are JSON already. */
export const frameText = ({ at, things, gone = [], more = false }: Told): string =>
  `{"at":"${at}","things":[${things.join(',')}]${gone.length > 0 ? `,"gone":${JSON.stringify(gone)}` : ''}${more ? ',"more":true' : ''}}`
