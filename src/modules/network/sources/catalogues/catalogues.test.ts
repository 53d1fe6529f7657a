/** Catalogues of others: one list whatever the syntax, page by page up to a limit; what is hostile is given up, with the reason. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '#platform/errors'
import { createNet } from '#platform/net'
import type { Limits } from '#platform/threads'
import { describeCatalogue, SYNTAXES, worldOf, type Syntax } from '../../../catalog/rdf/index.ts'
import { catalogues } from '../../../catalog/arbitrary.ts'
import { LISTED_MAX } from '../types.ts'
import { readGraph } from './graph.ts'
import { filesIn } from './listing.ts'
import { createLooking, PAGES_MAX } from './looking.ts'

const BASE = 'https://open.example/catalog/'
const { check } = createNet()
type Page = string | Refusal | { text: string; link?: string; type?: string }
/** A portal that answers from what it has. */
function portalOf(pages: Record<string, Page>, limits?: Limits) {
  const asked: string[] = []
  const fetch = async (url: string) => {
    asked.push(url)
    const page = pages[url]
    if (page instanceof Refusal) throw page
    const { text, link, type } = typeof page === 'object' ? page : { text: page }
    return { status: text === undefined ? 404 : 200, url, headers: { link, 'content-type': type }, body: Buffer.from(text ?? '') } // prettier-ignore
  }
  return { asked, look: createLooking({ net: { check, fetch } as never, limits }) }
}
const lookAt = async (text: string) => (await portalOf({ [BASE]: text }).look(BASE, { languages: ['pl', 'en'] })).files

const PREFIXES = '@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n' // prettier-ignore
const datasets = (n: number, from = 0) =>
  Array.from({ length: n }, (_, i) => `<d${from + i}> dct:title "Air ${from + i}"@en; dcat:distribution [ dct:format "CSV"; dcat:downloadURL <${from + i}.csv> ] .`).join('\n') // prettier-ignore
const xml = (inner: string, doctype = '') => `<?xml version="1.0"?>${doctype}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">${inner}</rdf:RDF>` // prettier-ignore

test(
  'a catalogue of the house is the same list as Turtle, as RDF/XML and as JSON-LD',
  { timeout: 60_000 },
  async () => {
    let listed = 0
    await fc.assert(
      fc.asyncProperty(catalogues({ datasetsMax: 3 }), async (catalogue) => {
        const things = describeCatalogue(worldOf(catalogue))
        const read = async (syntax: Syntax) => filesIn(await readGraph(SYNTAXES[syntax].write(things), { syntax, base: BASE }), ['uk', 'en']) // prettier-ignore
        const sorted = async (syntax: Syntax) => (await read(syntax)).map((file) => JSON.stringify(file)).toSorted()
        const turtle = await sorted('ttl')
        expect(await sorted('rdf')).toEqual(turtle)
        expect(await sorted('jsonld')).toEqual(turtle)
        listed += turtle.length
      }),
      // Of so few runs some list no file at all: these do.
      { numRuns: 15, seed: 4 },
    )
    expect(listed).toBeGreaterThan(0)
  },
)

test('addresses are read from where the catalogue is, formats by their names, titles in the language that is wanted', async () => {
  const inner = '<dcat:Dataset><dct:title xml:lang="en">Air</dct:title><dct:title xml:lang="pl">Powietrze</dct:title><dcat:distribution><dcat:Distribution><dct:format rdf:resource="http://publications.europa.eu/resource/authority/file-type/CSV"/><dcat:accessURL rdf:resource="../x"/></dcat:Distribution></dcat:distribution></dcat:Dataset>' // prettier-ignore
  const file = { dataset: 'Powietrze', title: 'Powietrze', format: 'CSV', address: 'https://open.example/x' }
  expect(await lookAt(xml(inner))).toEqual([file])
  const context = { dcat: 'http://www.w3.org/ns/dcat#', title: { '@id': 'http://purl.org/dc/terms/title', '@language': 'pl' } } // prettier-ignore
  const linked = { '@context': context, title: 'Powietrze', 'dcat:distribution': { 'dcat:mediaType': 'CSV', 'dcat:accessURL': { '@id': '../x' } } } // prettier-ignore
  expect(await lookAt(JSON.stringify(linked))).toEqual([file])
  // What is no address of the web is no file; one inside the network is listed, and refused where it would be read.
  expect(await lookAt(`${PREFIXES}<a> dcat:downloadURL <file:///etc/x.csv> . <b> dcat:downloadURL <http://10.0.0.1/x.csv>`.replace(/$/, ' .'))).toMatchObject([{ address: 'http://10.0.0.1/x.csv' }]) // prettier-ignore
  expect(() => check('https://10.0.0.1/x.csv')).toThrow(expect.objectContaining({ code: 'net.privateAddress' }))
})

test('a context elsewhere is asked for by the guarded client alone', async () => {
  const linked = (where: string) => JSON.stringify({ '@context': where, downloads: [{ address: { '@id': '/x.csv' } }] }) // prettier-ignore
  const context = { downloads: 'http://www.w3.org/ns/dcat#distribution', address: 'http://www.w3.org/ns/dcat#downloadURL' } // prettier-ignore
  const { look } = portalOf({ [BASE]: linked('https://c.example/c'), 'https://c.example/c': JSON.stringify({ '@context': context }) }) // prettier-ignore
  expect((await look(BASE)).files).toMatchObject([{ address: 'https://open.example/x.csv' }])
  await expect(lookAt(linked('https://127.0.0.1/c'))).rejects.toMatchObject({ code: 'net.privateAddress' })
  const many = { '@context': Array.from({ length: 9 }, (_, i) => `https://c.example/${i}`) }
  const { look: lookMany } = portalOf({ [BASE]: JSON.stringify({ ...many, a: 1 }), ...Object.fromEntries(many['@context'].map((one) => [one, '{"@context":{}}'])) }) // prettier-ignore
  await expect(lookMany(BASE)).rejects.toMatchObject({ code: 'sources.tooMuchRdf' })
})

test('pages are followed on the same server up to a limit, and it is said that there are more', async () => {
  const page = (n: number, next: string) => `${PREFIXES}${datasets(3, n * 3)} <c> hydra:next <${next}> .`
  const addressOf = (n: number) => (n === 0 ? BASE : `${BASE}?page=${n}`)
  const endless = portalOf(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [addressOf(n), page(n, addressOf(n + 1))]))) // prettier-ignore
  const found = await endless.look(BASE)
  expect([found.files.length, found.pages, found.isMore, endless.asked.length]).toEqual([PAGES_MAX * 3, PAGES_MAX, true, PAGES_MAX]) // prettier-ignore
  expect((await endless.look(BASE, { words: 'AIR 58' })).files.map(({ dataset }) => dataset)).toEqual(['Air 58'])
  // A loop, another server, and one that fails in the middle: what was read is given.
  const round = portalOf({ [BASE]: page(0, addressOf(1)), [addressOf(1)]: page(1, BASE) })
  expect(await round.look(BASE)).toMatchObject({ pages: 2, isMore: false })
  expect(await portalOf({ [BASE]: page(0, 'https://other.example/') }).look(BASE)).toMatchObject({ pages: 1, isMore: true }) // prettier-ignore
  const broken = portalOf({ [BASE]: { text: `${PREFIXES}${datasets(1)}`, link: '<?page=1>; rel="next"' }, [addressOf(1)]: new Refusal('net.timeout', 504) }) // prettier-ignore
  expect(await broken.look(BASE)).toMatchObject({ pages: 1, isMore: true })
  expect(await portalOf({ [BASE]: `${PREFIXES}${datasets(LISTED_MAX + 1)}` }).look(BASE)).toMatchObject({
    isMore: true,
  })
  const action = 'https://open.example/api/3/action/package_search?q=air'
  const answer = (n: number) => JSON.stringify({ result: { count: 2, results: [{ title: `Air ${n}`, resources: [{ format: 'CSV', url: `${BASE}${n}.csv` }] }] } }) // prettier-ignore
  const ckan = portalOf({ [action]: answer(0), [`${action}&start=1`]: answer(1) })
  expect(await ckan.look(action)).toMatchObject({ files: [{ dataset: 'Air 0' }, { dataset: 'Air 1' }], pages: 2, isMore: false }) // prettier-ignore
})

test('what is hostile, broken or a page is given up, each with its reason', { timeout: 60_000 }, async () => {
  const code = (text: string) => lookAt(text).then(() => 'read', ({ code }) => code as string) // prettier-ignore
  const laughs = `<!DOCTYPE r [<!ENTITY a "${'ha'.repeat(10_000)}">]>`
  expect(await code(xml(`<dcat:Dataset><dct:title>${'&a;'.repeat(10_000)}</dct:title></dcat:Dataset>`, laughs))).toBe('sources.tooMuchRdf') // prettier-ignore
  expect(await code(xml('<dcat:Dataset><dct:title>&a;</dct:title></dcat:Dataset>', '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'))).toBe('sources.notRdf') // prettier-ignore
  expect(await code(xml('<dcat:Dataset><dcat:distribution>'.repeat(10_000)))).toBe('sources.tooDeep')
  expect(await code(`${PREFIXES}${'[] dct:title "x" . '.repeat(200_002)}`)).toBe('sources.tooMuchRdf')
  expect(await code(`${PREFIXES}<a> dct:title "${'x'.repeat(5_000_000)}" .`)).toBe('read')
  expect(await code(`${PREFIXES}<a> dct:title """${'x'.repeat(5_000_000)}`)).toBe('sources.notRdf')
  expect(await code(JSON.stringify({ '@graph': Array(200_000).fill({}) }))).toBe('sources.tooMuchRdf')
  expect(await code('<!DOCTYPE html><html><p>Not here</p></html>')).toBe('sources.aPage')
  expect(await code('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>')).toBe('sources.aPage')
  expect(await code('a;b;c\n1;2;3\n')).toBe('sources.notRdf')
  await expect(portalOf({}).look(BASE)).rejects.toMatchObject({ code: 'sources.answered', details: { status: 404 } })
  // Other work goes on meanwhile, and the time that it may take ends.
  const slow = readGraph(`${PREFIXES}${datasets(50_000)}`, { syntax: 'ttl', base: BASE, timeoutMs: 1 })
  await expect(slow).rejects.toMatchObject({ code: 'sources.tooSlow' })
})

test(
  'eight megabytes of JSON-LD hold nobody up, and what takes too long or too much memory is ended',
  { timeout: 60_000 },
  async () => {
    const file = (i: number) => ({ '@type': 'dcat:Distribution', 'dct:title': 'x'.repeat(6_000), 'dct:format': 'CSV', 'dcat:downloadURL': { '@id': `https://open.example/${i}.csv` } }) // prettier-ignore
    const text = JSON.stringify({ '@graph': Array.from({ length: 1_400 }, (_, i) => ({ 'dct:title': `d${i}`, 'dcat:distribution': file(i) })) }) // prettier-ignore
    expect(text.length).toBeGreaterThan(8_000_000)
    let turns = 0
    const timer = setInterval(() => turns++, 10)
    expect((await portalOf({ [BASE]: text }).look(BASE)).files).toHaveLength(LISTED_MAX)
    clearInterval(timer)
    // Read here, it would leave room for one or two.
    expect(turns).toBeGreaterThan(10)
    await expect(portalOf({ [BASE]: text }, { memoryMb: 16 }).look(BASE)).rejects.toMatchObject({
      code: 'sources.tooMuchRdf',
    })
    // Less than a megabyte, and half a minute's work: each node has a context of its own, upon one of twenty thousand terms.
    const terms = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`t${i}`, `https://c.example/${i}`]))
    const nodes = Array.from({ length: 2_000 }, (_, i) => ({ '@context': { a: 'https://c.example/' }, t1: String(i) }))
    const hostile = JSON.stringify({ '@context': terms, '@graph': nodes })
    await expect(portalOf({ [BASE]: hostile }, { timeoutMs: 500 }).look(BASE)).rejects.toMatchObject({
      code: 'sources.tooSlow',
    })
  },
)
