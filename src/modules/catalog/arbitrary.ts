/** Catalogues for tests: whatever a description may say, as fast-check makes it up. */
import fc from 'fast-check'
import { clean } from './rdf/tree.ts'
import {
  Description,
  FORMATS,
  FREQUENCIES,
  HVD_CATEGORIES,
  LICENCES,
  THEMES,
  type Catalogue,
  type Dataset,
  type DatasetSeries,
  type Distribution,
  type Publisher,
  type Version,
} from './types.ts'

const WORDS = [
  ...['Stężenie', 'powietrza', 'przystanki', 'Łąka', 'budżet', 'zieleń', 'rowery', 'hałas', 'woda', 'szkoły'],
  ...['<script>', '"quoted"', 'a & b', 'back\\slash', "it's", '*/', ']]>', 'ї', 'Довкілля', '😀', '{{x}}', '\t', '@pl'],
]
const sentence = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }).map((words) => words.join(' ')) }, // prettier-ignore
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
)
const text = sentence.map((said) => clean(said).trim() || 'x')
const inLanguages = fc.record({ pl: text, en: text, uk: text }, { requiredKeys: ['pl'] })
const names = fc.record({ pl: text, en: text, uk: text })
const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,5}){0,2}$/)
const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
const day = instant.map((date) => date.toISOString().slice(0, 10))
const address = fc
  .tuple(
    fc.constantFrom('http', 'https'),
    fc.constantFrom('dane.example', 'xn--d-6fa.example', 'a.example:8080'),
    fc.constantFrom(
      '',
      '/ścieżka',
      '/a b',
      '/x?y=1&z="2"',
      '/<tag>',
      '/{id}|^`\\',
      '/%E0%A4%A',
      '/[a]?b[0]=1',
      '/#część',
    ),
  )
  .map(([scheme, host, rest]) => `${scheme}://${host}${rest}`)
const some = <T>(of: readonly T[], max: number) => fc.uniqueArray(fc.constantFrom(...of), { maxLength: max })

const publisher: fc.Arbitrary<Publisher> = fc.record({
  id: fc.uuid(),
  names,
  kind: fc.constantFrom('city', 'department', 'unit', 'company', 'ngo', 'university'),
})
const contact = fc.record(
  { name: text.map((said) => said.slice(0, 200).toWellFormed()), email: fc.emailAddress().filter((email) => Description.shape.contact.safeParse({ name: 'x', email }).success), url: address }, // prettier-ignore
  { requiredKeys: ['name'] },
)

const description = (areas: readonly string[], slugs: readonly string[], hvd: boolean): fc.Arbitrary<Description> =>
  fc.record(
    {
      title: inLanguages,
      description: inLanguages,
      keywords: fc.array(inLanguages, { maxLength: 4 }),
      themes: some(THEMES, 3),
      hvdCategories: hvd
        ? fc.uniqueArray(fc.constantFrom(...HVD_CATEGORIES), { minLength: 1, maxLength: 3 })
        : fc.constant([]),
      applicableLegislation: fc.array(address, { maxLength: 2 }),
      licence: fc.oneof(fc.constantFrom(...LICENCES), address),
      frequency: fc.constantFrom(...FREQUENCIES),
      contact,
      temporal: fc.record({ from: day, to: day }, { requiredKeys: [] }),
      spatial: some([...areas, 'unknown'], 3),
      provenance: inLanguages,
      sources: fc.array(fc.record({ title: inLanguages, url: address }, { requiredKeys: ['title'] }), { maxLength: 3 }),
      landingPage: address,
      documentation: fc.array(address, { maxLength: 2 }),
      conformsTo: fc.array(address, { maxLength: 2 }),
      related: some(slugs, 2),
    },
    {
      requiredKeys: [
        ...([
          'title',
          'description',
          'keywords',
          'themes',
          'hvdCategories',
          'applicableLegislation',
          'licence',
        ] as const),
        ...(['frequency', 'contact', 'spatial', 'sources', 'documentation', 'conformsTo', 'related'] as const),
      ],
    },
  ) as fc.Arbitrary<Description>

const withdrawal = fc.record({ at: instant, reason: text })
const version = (number: number, seq: number): fc.Arbitrary<Version> =>
  fc.record(
    {
      id: fc.uuid(),
      number: fc.constant(number),
      seq: fc.constant(seq),
      publishedAt: instant,
      rows: fc.nat(),
      columns: fc.nat(200),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
      bytes: fc.nat(),
      mediaType: fc.constantFrom('text/csv; charset=utf-8', 'application/pdf', 'application/x-thing', 'image/png', ''),
      note: inLanguages,
      withdrawal,
    },
    { requiredKeys: ['id', 'number', 'seq', 'publishedAt', 'sha256', 'bytes', 'mediaType'] },
  ) as fc.Arbitrary<Version>

const distribution = (own: string): fc.Arbitrary<Distribution> =>
  fc
    .record(
      {
        id: fc.uuid(),
        slug: fc.constant(own),
        title: inLanguages,
        description: inLanguages,
        kind: fc.constantFrom('table' as const, 'file' as const, 'service' as const),
        format: fc.constantFrom(...FORMATS),
        versions: fc.nat(3).chain((count) => fc.tuple(...Array.from({ length: count + 1 }, (_, i) => version(i + 1, i * 10 + count)))), // prettier-ignore
        endpoint: fc.record({ url: address, description: address, protocol: text }, { requiredKeys: ['url', 'protocol'] }), // prettier-ignore
      },
      { requiredKeys: ['id', 'slug', 'title', 'kind', 'format', 'versions', 'endpoint'] },
    )
    .map(({ endpoint, versions, ...rest }): Distribution => {
      if (rest.kind === 'service') return { ...rest, formats: [], versions: [], endpoint }
      const current = versions.findLast((one) => !one.withdrawal)
      const formats = rest.kind === 'table' ? (['csv', 'xlsx', 'json', 'ndjson', 'geojson', 'parquet'] as const) : [rest.format] // prettier-ignore
      return { ...rest, formats: [...formats], versions, ...(current && { current }) }
    })

type Setting = { areas: readonly string[]; slugs: readonly string[]; series: readonly string[]; publishers: readonly Publisher[] } // prettier-ignore
const dataset = (own: string, { areas, slugs, series, publishers }: Setting, hvd: boolean): fc.Arbitrary<Dataset> =>
  fc.record(
    {
      id: fc.uuid(),
      slug: fc.constant(own),
      description: description(areas, slugs, hvd),
      publisher: fc.constantFrom(...publishers),
      series: fc.constantFrom(...series, 'unknown'),
      asset: fc.record({ slug }),
      issued: instant,
      modified: instant,
      distributions: fc
        .uniqueArray(slug, { minLength: 1, maxLength: 3 })
        .chain((owns) => fc.tuple(...owns.map((one) => distribution(one)))),
      withdrawal,
    },
    { requiredKeys: ['id', 'slug', 'description', 'publisher', 'asset', 'issued', 'modified', 'distributions'] },
  ) as fc.Arbitrary<Dataset>

const seriesOf = (own: string, publishers: readonly Publisher[]): fc.Arbitrary<DatasetSeries> =>
  fc.record({
    ...{ id: fc.uuid(), slug: fc.constant(own), title: inLanguages, description: inLanguages },
    ...{ publisher: fc.constantFrom(...publishers), frequency: fc.constantFrom(...FREQUENCIES), contact },
    ...{ issued: instant, modified: instant },
  }) as fc.Arbitrary<DatasetSeries>

const area = (id: string): fc.Arbitrary<Catalogue['areas'][number]> =>
  fc.record(
    {
      id: fc.constant(id),
      names,
      identifiers: fc.array(
        fc.record({ scheme: fc.constantFrom('teryt', 'nuts', 'wikidata', 'x'), code: fc.constantFrom('0663', 'PL814', 'Q1', 'ą "b"') }), // prettier-ignore
        { maxLength: 3 },
      ),
      bbox: fc.tuple(...Array.from({ length: 4 }, () => fc.double({ min: -180, max: 180, noNaN: true }))),
    },
    { requiredKeys: ['id', 'names', 'identifiers'] },
  ) as fc.Arbitrary<Catalogue['areas'][number]>

/** `hvd`: every dataset is of high value, as the profile asks; else some may be. */
export const catalogues = ({ hvd = false, datasetsMax = 5 } = {}): fc.Arbitrary<Catalogue> =>
  fc
    .record({
      slugs: fc.uniqueArray(slug, { minLength: 1, maxLength: datasetsMax }),
      series: fc.uniqueArray(slug, { maxLength: 2 }),
      areas: fc.uniqueArray(slug, { minLength: 1, maxLength: 3 }),
      publishers: fc.array(publisher, { minLength: 1, maxLength: 2 }),
      marks: fc.array(fc.boolean(), { minLength: datasetsMax, maxLength: datasetsMax }),
    })
    .chain(({ slugs, series, areas, publishers, marks }) =>
      fc.record({
        baseUrl: fc.constantFrom('https://city.example', 'http://127.0.0.1:4000/'),
        title: names,
        description: names,
        publisher: fc.constantFrom(...publishers),
        homepage: address,
        issued: instant,
        modified: instant,
        datasets: fc.tuple(...slugs.map((own, i) => dataset(own, { areas, slugs, series, publishers }, hvd || marks[i]!))), // prettier-ignore
        series: fc.tuple(...series.map((own) => seriesOf(own, publishers))),
        areas: fc.tuple(...areas.map((id) => area(id))),
      }),
    ) as fc.Arbitrary<Catalogue>
