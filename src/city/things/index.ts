/** What a pack says of the city's things, as the house takes it: names written out, prices by the kWh, sources in words. */
import { Feed, shippedIri } from '#infrastructure'
import type { City, Dataset } from '../types.ts'
import type { Rate, Things } from './types.ts'

const KWH_IN_GJ = 1 / 0.0036
const GROSZE = 100

/** Grosze, or kg of CO₂e, for a kWh. */
export function perKwh({ value, unit }: Pick<Rate, 'value' | 'unit'>): number {
  const [what, of] = unit.split('/')
  return (value * (what === 'PLN' ? GROSZE : 1)) / (of === 'GJ' ? KWH_IN_GJ : 1)
}

type Said = Pick<City, 'things' | 'sources'>
const iriOf = ({ contexts }: Things, name: string): string => shippedIri(name, contexts) ?? name

export const policiesOf = ({ things }: Pick<City, 'things'>) =>
  things.policies.map(({ type, attribute, level }) => ({
    ...{ type: iriOf(things, type), level },
    ...(attribute !== undefined && { attribute: iriOf(things, attribute) }),
  }))

export const ratesOf = ({ things, sources }: Said) =>
  things.rates.map(({ kind, carrier, from, to = null, vat, name, source, ...rate }) => {
    const { names, url } = sources.find(({ id }) => id === source)!
    return { kind, carrier, from, to, vat, name, value: perKwh(rate), source: `${names.pl}, ${url}` }
  })

export const feedsOf = ({ things, sources }: Said): Feed[] =>
  things.feeds.map(({ sources: _, licence: __, open: ___, of, attribute, completeness, ...feed }) => {
    const source = sources.find(({ id }) => id === completeness.source)
    return Feed.parse({
      ...feed,
      of: { ...of, type: iriOf(things, of.type) },
      attribute: iriOf(things, attribute),
      completeness: { ...completeness, source: source && { names: source.names, url: source.url } },
    })
  })

/** The figures of each feed are a dataset. */
export const datasetsOf = ({
  things,
}: Pick<City, 'things'>): Pick<Dataset, 'id' | 'names' | 'sources' | 'licence' | 'note' | 'open'>[] =>
  // prettier-ignore
  things.feeds.map(({ id, names, note, sources, licence, open }) => ({ id, names, note, sources, licence, open }))
