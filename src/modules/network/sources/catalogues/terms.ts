/** The words of RDF by which catalogues list their files, and the pages that they come in. */

const NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dcterms: 'http://purl.org/dc/terms/',
  dc: 'http://purl.org/dc/elements/1.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  ldp: 'http://www.w3.org/ns/ldp#',
} as const

/** What prefixes mean in a document that does not say it. */
export const PREFIXES: Record<string, string> = NAMESPACES

const TERMS = {
  distribution: ['dcat:distribution'],
  download: ['dcat:downloadURL'],
  access: ['dcat:accessURL'],
  format: ['dct:format', 'dcat:mediaType', 'dc:format'],
  title: ['dct:title', 'dc:title', 'rdfs:label', 'rdf:value'],
  next: ['hydra:next', 'hydra:nextPage', 'ldp:nextPage'],
} as const
export type Term = keyof typeof TERMS

const full = (name: string): string => {
  const [prefix, local] = name.split(':') as [keyof typeof NAMESPACES, string]
  return NAMESPACES[prefix] + local
}
/** Whatever else is said in a catalogue is not kept. */
export const TERM_OF: ReadonlyMap<string, Term> = new Map(
  Object.entries(TERMS).flatMap(([term, names]) => names.map((name) => [full(name), term as Term])),
)
