/** The contexts that are in the program, kept as facts in a form of our own: a city without a way out works. */
import core from './contexts/core.json' with { type: 'json' }
import models from './contexts/smart-data-models.json' with { type: 'json' }

type Context = Record<string, unknown>

const words = (text: string): string[] => text.split(' ').filter(Boolean)

export const CORE_ADDRESS = 'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld'
const CORE_ADDRESSES = new RegExp(core.addresses)
export const isCore = (address: string): boolean => CORE_ADDRESSES.test(address)

export const coreContext: Context = {
  ...{ id: '@id', type: '@type', '@vocab': core.vocabulary },
  ...core.prefixes,
  ...Object.fromEntries(words(core['ngsi-ld']).map((term) => [term, core.prefixes['ngsi-ld'] + term])),
  ...Object.fromEntries(words(core.geojson).map((term) => [term, core.prefixes.geojson + term])),
  ...core.other,
}

type Domain = { common: boolean; terms: string }

function contextOf(name: string, { common, terms }: Domain): Context {
  const own = `${models.base}dataModel.${name}/`
  return {
    ...Object.fromEntries(words(models.common).map((term) => [term, (common ? models.base : own) + term])),
    ...Object.fromEntries(words(terms).map((term) => [term, own + term])),
    ...models.other,
  }
}

/** By address. */
export const shipped: ReadonlyMap<string, Context> = new Map(
  Object.entries(models.domains as Record<string, Domain>).flatMap(([name, domain]) => {
    const context = contextOf(name, domain)
    return models.addresses.map((address) => [address.replace('{domain}', name), context] as const)
  }),
)

/** The IRI that a name has in these contexts of the program, the later before the earlier; what is an IRI is its own. Undefined where none knows it. */
export function shippedIri(name: string, addresses: readonly string[]): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/.test(name)) return URL.canParse(name) ? name : undefined
  const contexts: Context[] = [coreContext]
  for (const address of addresses) contexts.push(shipped.get(address) ?? {})
  const found = contexts.findLast((context) => Object.hasOwn(context, name))?.[name]
  return typeof found === 'string' && !found.startsWith('@') ? found : undefined
}

export const isShipped = (address: string): boolean => shipped.has(address)
