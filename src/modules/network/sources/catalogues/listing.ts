/** Which files a catalogue lists, and where it goes on: of RDF, and of an answer of CKAN's action API. Pure. */
import type { Listed } from '../types.ts'
import type { Graph, Said, Value } from './graph.ts'
import type { Term } from './terms.ts'

/** Figures that can be read: a portal lists maps and pages besides. */
const READABLE = /csv|json-?stat|sdmx|xlsx|spreadsheet/i
const NODES_MAX = 500_000
const ADDRESS = /^https?:\/\//i

type Described = { dataset: string; title: string; format: string; address: string }

/** Undefined for what is no file of figures. */
function fileOf({ dataset, title, format, address }: Described): Listed | undefined {
  if (!ADDRESS.test(address) || address.length > 2_000 || !READABLE.test(`${format} ${address}`)) return undefined
  return { dataset: dataset.slice(0, 300), title: (title || dataset || address).slice(0, 300), format: format.slice(0, 60), address } // prettier-ignore
}

const lastOf = (name: string): string => name.split(/[#/]/).findLast(Boolean) ?? ''

/** The files of datasets, in the languages that are wanted first. */
export function filesIn(graph: Graph, languages: readonly string[]): Listed[] {
  const rank = (value: Value) => ('text' in value ? (languages.indexOf(value.lang.slice(0, 2)) + languages.length + 1) % (languages.length + 1) : 99) // prettier-ignore
  const textOf = ({ title = [] }: Said) => {
    const best = title.toSorted((a, b) => rank(a) - rank(b))[0]
    return best && 'text' in best ? best.text : ''
  }
  const all = (said: Said, term: Term) => said[term] ?? []
  // A format is a text, a name that ends in it, or a thing that is called so.
  const formatOf = (value: Value) => ('text' in value ? value.text : textOf(graph.get(value.id) ?? {}) || lastOf(value.id)) // prettier-ignore
  const addressOf = (said: Said) => [...all(said, 'download'), ...all(said, 'access')].map((value) => ('text' in value ? value.text : value.id)).find((one) => ADDRESS.test(one)) ?? '' // prettier-ignore
  const described = (said: Said, dataset: string): Described => ({ dataset, title: textOf(said), format: all(said, 'format').map(formatOf).join(' '), address: addressOf(said) }) // prettier-ignore
  const listed = new Set<string>()
  const found = [...graph.values()].flatMap((dataset) =>
    all(dataset, 'distribution').flatMap((value) => {
      if ('text' in value) return []
      listed.add(value.id)
      return fileOf(described(graph.get(value.id) ?? {}, textOf(dataset))) ?? []
    }),
  )
  const others = [...graph].flatMap(([name, said]) => (listed.has(name) ? [] : (fileOf(described(said, '')) ?? [])))
  return [...found, ...others]
}

/** Where the catalogue says that it goes on. */
export function nextIn(graph: Graph): string | undefined {
  for (const { next = [] } of graph.values())
    for (const value of next) if ('id' in value && ADDRESS.test(value.id)) return value.id
  return undefined
}

/** The same of an answer of CKAN: resources of packages, wherever they stand in it. */
export function filesOfCkan(given: unknown, languages: readonly string[]): Listed[] {
  const found: Listed[] = []
  let nodes = 0
  const text = (value: unknown): string => {
    if (typeof value === 'string') return value
    if (typeof value !== 'object' || value === null) return ''
    return [...languages, ...Object.keys(value)].map((lang) => (value as Record<string, unknown>)[lang]).find((one) => typeof one === 'string') as string ?? '' // prettier-ignore
  }
  const walk = (node: unknown, dataset: string): void => {
    if (typeof node !== 'object' || node === null || ++nodes > NODES_MAX) return
    if (Array.isArray(node)) return node.forEach((one) => walk(one, dataset))
    const { title, name, description, url, format, mimetype } = node as Record<string, unknown>
    const own = text(title) || text(name)
    const file = fileOf({ dataset, title: own || text(description), format: text(format) || text(mimetype), address: text(url) }) // prettier-ignore
    if (file) return void found.push(file)
    for (const one of Object.values(node)) walk(one, own || dataset)
  }
  walk(given, '')
  return found
}

/** The next part of what CKAN found, where it says that there is more. */
export function nextOfCkan(address: string, given: unknown): string | undefined {
  const { result } = (given ?? {}) as { result?: { count?: unknown; results?: unknown } }
  if (typeof result?.count !== 'number' || !Array.isArray(result.results) || result.results.length === 0) return undefined // prettier-ignore
  const url = new URL(address)
  const start = Math.max(0, Math.trunc(Number(url.searchParams.get('start'))) || 0) + result.results.length
  if (start >= result.count) return undefined
  url.searchParams.set('start', String(start))
  return url.href
}
