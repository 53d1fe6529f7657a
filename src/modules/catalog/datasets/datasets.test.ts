/** Datasets are described in versions, by those who may, and no editor writes over another's words. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { CITY, dataset, editor, openCatalog, resident, ROADS, roadsEditor } from '../testing.ts'

let house: Awaited<ReturnType<typeof openCatalog>>
let datasets: typeof house.catalog.datasets
beforeAll(async () => {
  house = await openCatalog()
  datasets = house.catalog.datasets
})
afterAll(() => house.close())

const series = (slug: string) => ({
  ...{ slug, organisation: CITY, title: { pl: 'Budżety' }, description: { pl: 'Budżet każdego roku' } },
  ...{ frequency: 'ANNUAL' as const, contact: { name: 'Skarbnik' } },
})

test('a dataset is begun, and the ledger has its fingerprint and none of its words', async () => {
  const begun = await datasets.create(editor, dataset('trees'))
  expect(begun).toMatchObject({ slug: 'trees', said: { version: 1, by: 'editor' }, distributions: [] })
  const [entry] = (await house.entries()).filter(({ subject }) => subject === `dataset/${begun.id}`)
  expect(entry).toMatchObject({ kind: 'catalog.described', actor: 'editor', payload: { version: 1 } })
  expect(JSON.stringify(entry)).not.toMatch(/Drzewa|trees/)
})

test('a slug is given once, also to a series', async () => {
  const taken = expect.objectContaining({ code: 'catalog.slugTaken', details: { slug: 'trees' } })
  await expect(datasets.create(editor, dataset('trees'))).rejects.toEqual(taken)
  await expect(datasets.createSeries(editor, series('trees'))).rejects.toEqual(taken)
})

test('the second of two editors is told what the first changed, and nothing of either is lost', async () => {
  const { id, said } = await datasets.create(editor, dataset('benches'))
  const { asset, description } = said.text
  const first = { ...description, title: { pl: 'Ławki' } }
  await datasets.describe(editor, id, { seen: 1, asset, description: first })
  const second = datasets.describe(editor, id, { seen: 1, asset, description: { ...description, frequency: 'NEVER' } })
  await expect(second).rejects.toMatchObject({
    code: 'catalog.overtaken',
    details: { seen: 1, version: 2, by: 'editor', changed: ['description.title'] },
  })
  await datasets.describe(editor, id, { seen: 2, asset, description: { ...first, frequency: 'NEVER' } })
  const history = await datasets.said(editor, id)
  expect(history.map(({ version, text }) => [version, text.description.title.pl, text.description.frequency])).toEqual([
    [3, 'Ławki', 'NEVER'],
    [2, 'Ławki', 'ANNUAL'],
    [1, 'Drzewa', 'ANNUAL'],
  ])
})

test('of many who write at once one is first, and saying the same again is no version', async () => {
  const { id, said } = await datasets.create(editor, dataset('lamps'))
  const { asset, description } = said.text
  const writes = Array.from({ length: 8 }, (_, i) =>
    datasets.describe(editor, id, { seen: 1, asset, description: { ...description, title: { pl: `Lampy ${i}` } } }),
  )
  const results = await Promise.allSettled(writes)
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { said: newest } = await datasets.entry(editor, id)
  await datasets.describe(editor, id, { seen: 2, asset, description: newest.text.description })
  expect((await datasets.entry(editor, id)).said.version).toBe(2)
})

test('ways to have it are added and described', async () => {
  const { id } = await datasets.create(editor, dataset('stops'))
  const table = await datasets.addDistribution(editor, id, { slug: 'list', kind: 'table', title: { pl: 'Lista' } })
  const again = datasets.addDistribution(editor, id, { slug: 'list', kind: 'file', title: { pl: 'Inna' } })
  await expect(again).rejects.toMatchObject({ code: 'catalog.slugTaken' })
  const service = { slug: 'live', kind: 'service' as const, title: { pl: 'Na żywo' } }
  await expect(datasets.addDistribution(editor, id, service)).rejects.toMatchObject({ code: 'catalog.endpointMissing' })
  await datasets.addDistribution(editor, id, {
    ...service,
    endpoint: { url: 'https://example.org/gtfs-rt', protocol: 'GTFS-RT' },
  })
  const { said, distributions } = await datasets.describeDistribution(editor, table.id, {
    seen: 3,
    title: { pl: 'Lista przystanków' },
  })
  expect(distributions.map(({ slug, kind }) => [slug, kind])).toEqual([
    ['list', 'table'],
    ['live', 'service'],
  ])
  expect(said).toMatchObject({ version: 4, text: { distributions: { list: { title: { pl: 'Lista przystanków' } } } } })
})

test('what is named must be there', async () => {
  const { description } = dataset('x')
  const trying = (more: object, slug = 'other') => datasets.create(editor, dataset(slug, more))
  await expect(trying({ series: 'budgets' })).rejects.toMatchObject({ code: 'catalog.unknownSeries' })
  await expect(trying({ series: 'trees' })).rejects.toMatchObject({ code: 'catalog.unknownSeries' })
  await datasets.createSeries(editor, series('budgets'))
  const spatial = ['old-town', 'atlantis']
  const nowhere = { code: 'catalog.unknownAreas', details: { names: 'atlantis' } }
  await expect(trying({ description: { ...description, spatial } })).rejects.toMatchObject(nowhere)
  const related = { description: { ...description, related: ['trees', 'dragons'] } }
  await expect(trying(related)).rejects.toMatchObject({ code: 'catalog.unknownRelated', details: { names: 'dragons' } })
  const nobody = trying({ organisation: '00000000-0000-7000-8000-00000000dead' })
  await expect(nobody).rejects.toMatchObject({ code: 'catalog.unknownOrganisation' })
  await trying({ series: 'budgets', description: { ...description, spatial: ['old-town'], related: ['trees'] } })
})

test('text that no database holds is refused as wrong input', async () => {
  for (const pl of ['a\0b', 'half \ud83d'])
    await expect(
      datasets.create(editor, dataset('odd', { description: { ...dataset('odd').description, title: { pl } } })),
    ).rejects.toThrow(/text without control characters/)
})

test('nobody sees or writes but who may, where they may', async () => {
  const { id } = await datasets.create(editor, dataset('secret'))
  for (const actor of [visitor, resident, roadsEditor]) {
    const code = actor === visitor ? 'unauthenticated' : 'forbidden'
    await expect(datasets.create(actor, dataset('mine'))).rejects.toMatchObject({ code })
    await expect(datasets.entry(actor, id)).rejects.toMatchObject({ code })
    await expect(datasets.said(actor, id)).rejects.toMatchObject({ code })
    const draft = { slug: 'a', kind: 'table' as const, title: { pl: 'A' } }
    await expect(datasets.addDistribution(actor, id, draft)).rejects.toMatchObject({ code })
  }
  await expect(datasets.entries(resident)).rejects.toMatchObject({ code: 'forbidden' })
  const { id: roads } = await datasets.create(roadsEditor, dataset('roads', { organisation: ROADS }))
  expect((await datasets.entries(roadsEditor)).map((entry) => entry.id)).toEqual([roads])
  const all = await datasets.entries(editor)
  expect(all.length).toBeGreaterThan(4)
  expect(await datasets.entries(editor, 2, all[1]!.id)).toEqual(all.slice(2, 4))
})
