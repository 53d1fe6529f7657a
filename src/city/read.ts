/** Reads a city pack from its folder: every file by its schema, every outline by the name of its feature. */
import { z } from 'zod'
import { parsePart, readJson, readParts, type Parts } from './parts.ts'
import type { Area, City, Outline, Problem } from './types.ts'

/** Every problem of every file at once, so that a person corrects them in one go. */
export class CityInvalid extends Error {
  readonly problems: Problem[]

  constructor(problems: Problem[]) {
    super(problems.map(sentence).join('\n'))
    this.name = 'CityInvalid'
    this.problems = problems
  }
}

/** `indicators.json:14:7: indicators[0].unit: found "kg", right would be …` */
function sentence({ file, line, column, field, found, right }: Problem): string {
  return `${file}:${line}:${column}: ${field && `${field}: `}found ${found}, right would be ${right}`
}

/** Throws `CityInvalid`. Whether what refers to something refers to what exists is told by `checkCity`. */
export async function readCity(folder: string): Promise<City> {
  const parts = await readParts(folder)
  const { outlines, problems } = await readOutlines(folder, parts.places.data?.areas ?? [], parts)
  const city = assemble(folder, parts, outlines)
  const all = [...problemsOf(parts), ...problems]
  if (!city || all.length > 0) throw new CityInvalid(all)
  return city
}

export function problemsOf(parts: Parts): Problem[] {
  return Object.values(parts).flatMap(({ problems }) => problems)
}

/** The pack, where all its files could be read. */
export function assemble(folder: string, parts: Parts, outlines: Map<string, Outline>): City | undefined {
  const data = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.data]))
  if (!isWhole(data)) return undefined
  // Some files are one thing, the others lists of several.
  const { info, things, budget, network, society, places, sources, measures, indicators, datasets, targets, omissions, assets, innovations, money } = data // prettier-ignore
  return { folder, outlines, info, things, budget, network, society, ...places, ...sources, ...measures, ...indicators, ...datasets, ...targets, ...omissions, ...assets, ...innovations, money: money.files } // prettier-ignore
}

type Data = { [Name in keyof Parts]: NonNullable<Parts[Name]['data']> }
const isWhole = (data: { [name: string]: unknown }): data is Data => Object.values(data).every((one) => one !== undefined) // prettier-ignore

const position = z.tuple([z.number(), z.number()], 'a position: longitude, latitude')
const ring = z.array(position).min(4, 'a ring of at least four positions')
const polygon = z.array(ring).min(1, 'at least one ring')
const FeatureCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({ name: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: polygon }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
      ]),
    }),
  ),
})
type FeatureCollection = z.infer<typeof FeatureCollection>

/** The outlines by area, and for each area where in which file its outline stands. */
export async function readOutlines(folder: string, areas: Area[], parts: Pick<Parts, 'places'>) {
  const outlines = new Map<string, Outline>()
  const problems: Problem[] = []
  const files = new Map<string, ReturnType<typeof parsePart<FeatureCollection>>>()
  for (const file of new Set(areas.flatMap(({ outline }) => (outline?.file ? [outline.file] : [])))) {
    const part = parsePart(await readJson(folder, file), FeatureCollection)
    problems.push(...part.problems)
    files.set(file, part)
  }
  const features = new Map<string, number>()
  areas.forEach(({ id, outline }, index) => {
    const collection = outline && files.get(outline.file)?.data
    if (!collection) return
    const found = collection.features.findIndex(({ properties }) => properties.name === outline.feature)
    if (found < 0)
      problems.push(
        parts.places.problem(['areas', index, 'outline', 'feature'], `the name of a feature in ${outline.file}`),
      )
    else {
      outlines.set(id, collection.features[found]!.geometry)
      features.set(id, found)
    }
  })
  return { outlines, problems, files, features }
}
