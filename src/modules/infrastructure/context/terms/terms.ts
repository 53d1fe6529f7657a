/** A context made ready for use: terms to IRIs and back, each looked up once. Pure. */
import { JsonLdContextNormalized } from 'jsonld-context-parser'

/** More than a context has terms; names that clients make up do not stay for ever. */
const REMEMBERED_MAX = 5_000

export type Terms = {
  /** The context as the client gave it: what an answer is to name. The core context stands for nothing. */
  readonly given: unknown
  /** Its address, where it is one address. */
  readonly link: string | undefined
  /** The IRI of a type's or an attribute's name; one that is known to no context is one of the default vocabulary. */
  iri(term: string): string
  /** The shortest name that has this IRI here. */
  term(iri: string): string
}

function remembering(look: (text: string) => string): (text: string) => string {
  const seen = new Map<string, string>()
  return (text) => {
    const known = seen.get(text)
    if (known !== undefined) return known
    const found = look(text)
    if (seen.size < REMEMBERED_MAX) seen.set(text, found)
    return found
  }
}

export function termsOf(given: unknown, link: string | undefined, context: JsonLdContextNormalized): Terms {
  const raw = context.getContextRaw() as Record<string, unknown>
  const vocabulary = String(raw['@vocab'])
  const byIri = new Map<string, string>()
  for (const [term, definition] of Object.entries(raw)) {
    if (term.startsWith('@')) continue
    const iri = typeof definition === 'string' ? definition : (definition as { '@id'?: string } | null)?.['@id']
    if (!iri || iri.startsWith('@')) continue
    const full = context.expandTerm(iri, true) ?? iri
    const before = byIri.get(full)
    if (before === undefined || term.length < before.length) byIri.set(full, term)
  }
  const iri = remembering((term) => {
    const found = context.expandTerm(term, true)
    return found && found.includes(':') && !found.startsWith('@') ? found : vocabulary + term
  })
  return {
    ...{ given, link, iri },
    term: remembering((full) => {
      const term = byIri.get(full)
      if (term !== undefined) return term
      if (full.startsWith(vocabulary)) {
        const rest = full.slice(vocabulary.length)
        // A name that means something else here would be read back as that.
        if (rest && !rest.includes(':') && iri(rest) === full) return rest
      }
      const compact = context.compactIri(full, true)
      return iri(compact) === full ? compact : full
    }),
  }
}
