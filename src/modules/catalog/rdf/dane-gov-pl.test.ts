/** What dane.gov.pl harvests is valid by its own schema, whatever the catalogue says. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { catalogues } from '../arbitrary.ts'
import type { Catalogue } from '../types.ts'
import { daneGovPl, md5Of } from './dane-gov-pl.ts'
import { worldOf } from './index.ts'

const SCHEMA = '../shared/oracles/dane-gov-pl/xml_import_otwarte_dane_1_10.xsd'

async function faults(texts: string[]): Promise<string[]> {
  const schema = readFileSync(SCHEMA, 'utf8')
  const xml = texts.map((contents, i) => ({ fileName: `${i}.xml`, contents }))
  const { errors } = await validateXML({ xml, schema, initialMemoryPages: 512 })
  return errors.map(({ message }) => message)
}
/** The validator is slow to begin: many catalogues are looked at together. */
const harvested = (catalogues: Catalogue[]) => catalogues.flatMap((catalogue) => daneGovPl(worldOf(catalogue)) ?? [])

test.skipIf(!existsSync(SCHEMA))(
  'every catalogue is valid by the schema; one without a title is not',
  { timeout: 120_000 },
  async () => {
    const texts = harvested(fc.sample(catalogues(), 60))
    expect(texts.length).toBeGreaterThan(10)
    expect(await faults(texts)).toEqual([])
    expect((await faults([texts[0]!.replace(/<title>[^]*?<\/title>/, '')])).length).toBeGreaterThan(0)
  },
)

test.skipIf(!existsSync(SCHEMA))('what is too long is shortened, what it does not take is left out', async () => {
  const [catalogue] = fc.sample(catalogues({ datasetsMax: 1 }).filter(({ datasets: [one] }) => !one!.withdrawal && one!.distributions.some(({ current }) => current)), { numRuns: 1, seed: 5 }) // prettier-ignore
  const [dataset] = catalogue!.datasets
  const long = { pl: '😀ż'.repeat(9_000), en: 'x'.repeat(5_000) }
  const documentation = [
    'http://plain.example/x',
    'https://safe.example/uchwa%C5%82a.pdf',
    `https://safe.example/${'x'.repeat(3_000)}`,
  ]
  const description = {
    ...dataset!.description,
    title: long,
    description: long,
    documentation,
    themes: [],
    keywords: [],
  }
  const [text] = harvested([{ ...catalogue!, datasets: [{ ...dataset!, description }] }])
  expect(await faults([text!])).toEqual([])
  expect(text).toContain('<category>REGI</category>')
  expect(text).toContain('<tag lang="pl">Regiony i miasta</tag>')
  expect(text!.match(/<supplement>/g)).toHaveLength(1)
  expect(text).toContain('<polish>uchwała.pdf</polish>')
})

test('an empty catalogue is none; the checksum is of the bytes', () => {
  const [catalogue] = fc.sample(catalogues(), 1)
  expect(daneGovPl(worldOf({ ...catalogue!, datasets: [] }))).toBeUndefined()
  expect(md5Of('Zażółć\n')).toBe('167f13097071d9055083703e2e288e43')
})
