/** What is published is had as files at the addresses that its RDF names, equal to what came in; what was taken back says why. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from '#tables'
import { testHttp } from '../../../platform/http/testing.ts'
import { catalogAddressFor, downloadRoutes, rdfRoutes } from '../index.ts'
import { readRdf, storeOf } from '../rdf/testing.ts'
import { openCatalog, steward, type TestCatalog } from '../testing.ts'

let house: TestCatalog
let app: Awaited<ReturnType<typeof testHttp>>['app']

const head = 'gatunek,sztuk,lat,lon'
const lines = Array.from({ length: 2_500 }, (_, i) => `${i % 2 ? 'lipa' : '"klon, ""zwykły"""'},${i},51.${i}9,22.5`)
const CSV = [head, ...lines].join('\r\n') + '\r\n'

async function published(slug: string, kind: 'table' | 'file', ...contents: string[]): Promise<string> {
  const { id } = await house.distribution(slug, kind)
  for (const content of contents) {
    const delivery = await house.deliver(id, content)
    if (delivery.examinationId) await house.decide(delivery.examinationId)
    await house.catalog.publish(steward, delivery.id)
  }
  return id
}

beforeAll(async () => {
  house = await openCatalog()
  ;({ app } = await testHttp({ addressFor: catalogAddressFor }))
  await app.register(rdfRoutes(house.catalog))
  await app.register(downloadRoutes(house.catalog))
  await published('trees', 'table', 'gatunek,sztuk,lat,lon\r\ndąb,7,51.25,22.5\r\n', CSV)
  await published('photo', 'file', 'bytes as they came')
})
afterAll(async () => {
  await app.close()
  await house.close()
})
const get = (url: string, accept?: string) => app.inject({ url, headers: accept ? { accept } : {} })

test('a table is read back as CSV as it came in; each version keeps its own', async () => {
  const { body, headers } = await get('/catalog/trees/list.csv')
  expect(body).toBe(CSV)
  expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'access-control-allow-origin': '*' })
  expect(headers['content-disposition']).toContain('trees-list-2.csv')
  expect((await get('/catalog/trees/list/versions/1.csv')).body).toBe('gatunek,sztuk,lat,lon\r\ndąb,7,51.25,22.5\r\n')
  expect((await get('/catalog/trees/list/versions/1.csv?dialect=spreadsheet')).body).toBe(
    '\ufeffgatunek;sztuk;lat;lon\r\ndąb;7;51,25;22,5\r\n',
  )
  const some = await get('/catalog/trees/list.json?where.sztuk.lt=2&fields=sztuk')
  expect(some.json()).toEqual([{ sztuk: 0 }, { sztuk: 1 }])
})

test('every address of a download in the RDF answers', async () => {
  let count = 0
  for (const address of ['/catalog/trees', '/catalog/photo']) {
    const store = storeOf(await readRdf('ttl', (await get(address, 'text/turtle')).body))
    for (const { value } of store.getObjects(null, 'http://www.w3.org/ns/dcat#downloadURL', null)) {
      const { statusCode, rawPayload } = await get(new URL(value).pathname)
      expect([value, statusCode, rawPayload.length > 0]).toEqual([value, 200, true])
      count++
    }
  }
  expect(count).toBeGreaterThan(10)
  const formats = async (slug: string) => (await house.catalog.dataset(slug)).distributions[0]?.formats
  expect([await formats('trees'), await formats('photo')]).toEqual([expect.arrayContaining(['geojson']), ['file']])
})

test('places come as GeoJSON, columns as Parquet, a file bit for bit', async () => {
  const { features } = (await get('/catalog/trees/list.geojson?where.sztuk=3')).json<{ features: object[] }>()
  expect(features).toMatchObject([{ geometry: { type: 'Point', coordinates: [22.5, 51.39] } }])
  expect((await get('/catalog/trees/list.parquet')).rawPayload.subarray(0, 4).toString()).toBe('PAR1')
  expect((await get('/catalog/photo/list/file')).body).toBe('bytes as they came')
  expect((await get('/catalog/photo/list/versions/1/file')).body).toBe('bytes as they came')
  const kept = await get('/catalog/trees/list/file')
  expect([kept.statusCode, kept.json<{ code: string }>().code]).toEqual([404, 'catalog.originalKept'])
})

test('what was broken off is taken up where it was, in every form; what is asked about is not sent', async () => {
  const formats = ['csv', 'xlsx', 'json', 'ndjson', 'geojson', 'parquet'].map(
    (format) => `/catalog/trees/list.${format}`,
  )
  for (const url of [...formats, '/catalog/trees/list.csv?where.sztuk.lt=9', '/catalog/photo/list/file']) {
    const whole = await app.inject({ url })
    const { etag } = whole.headers as { etag: string }
    const bytes = whole.rawPayload.length
    const ask = (headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') =>
      app.inject({ url, method, headers })
    for (const [range, start, end] of [
      [`bytes=5-`, 5, bytes],
      ['bytes=0-9', 0, 10],
      ['bytes=-7', bytes - 7, bytes],
      ['bytes=3-999999999', 3, bytes],
    ] as const) {
      const part = await ask({ range, 'if-range': etag })
      expect([url, range, part.statusCode, part.headers['content-range'], part.headers['content-length']]).toEqual([url, range, 206, `bytes ${start}-${end - 1}/${bytes}`, String(end - start)]) // prettier-ignore
      expect(part.rawPayload.equals(whole.rawPayload.subarray(start, end))).toBe(true)
    }
    for (const headers of [
      { range: 'bytes=5-', 'if-range': '"other"' },
      { range: 'bytes=9-2' },
      { range: 'rows=1-2' },
      { range: 'bytes=0-1,4-5' },
    ]) {
      const all = await ask(headers as Record<string, string>)
      expect([url, headers, all.statusCode, all.rawPayload.equals(whole.rawPayload)]).toEqual([url, headers, 200, true])
    }
    const beyond = await ask({ range: `bytes=${bytes}-` })
    expect([beyond.statusCode, beyond.headers['content-range'], beyond.json<{ code: string }>().code]).toEqual([416, `bytes */${bytes}`, 'rangeBeyond']) // prettier-ignore
    const about = await ask({}, 'HEAD')
    expect([about.statusCode, about.body, about.headers.etag, about.headers['accept-ranges'], about.headers['content-length']]).toEqual([200, '', etag, 'bytes', String(bytes)]) // prettier-ignore
    expect((await ask({ 'if-none-match': etag })).statusCode).toBe(304)
  }
  expect((await get('/catalog/trees/list/versions/1.csv')).headers.etag).not.toBe((await get('/catalog/trees/list.csv')).headers.etag) // prettier-ignore
})

test('no cell, and no name of a column, runs as a formula in a spreadsheet', async () => {
  const cells = ["=cmd|'/C calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '=HYPERLINK("http://x.example")', '-5', '＝1+1']
  const rows = cells.map((cell, i) => `${i};"${cell.replaceAll('"', '""')}"`)
  await published('formulas', 'table', ['nr;=SUM(A1)', ...rows].join('\n'))
  const read = async (format: string) => {
    const table = await readTable((await get(`/catalog/formulas/list.${format}`)).rawPayload, { headerRows: 1 })
    return (await Array.fromAsync(table.rows())).flat().map((row) => row.cells[1])
  }
  const csv = (await get('/catalog/formulas/list.csv')).body
    .split('\r\n')
    .map((line) => line.slice(line.indexOf(',') + 1))
  expect(csv.slice(0, 3)).toEqual(["'=SUM(A1)", "'=cmd|'/C calc'!A0", "'+1+1"])
  expect(csv.filter((cell) => /^"?[=+@＝]/.test(cell))).toEqual([])
  for (const format of ['csv', 'xlsx']) expect(await read(format)).toEqual(cells)
})

test('a version leads to the page of its table, or is described where RDF is asked for', async () => {
  const page = await get('/catalog/trees/list/versions/1', 'text/html')
  expect([page.statusCode, page.headers.location]).toEqual([302, '/catalog/trees/list?version=1'])
  expect((await get('/catalog/trees/list/versions/1', 'text/turtle')).headers['content-type']).toMatch(/^text\/turtle/)
})

test('what is not there is not found; what is wrong with a question is said', async () => {
  for (const url of [
    '/catalog/none/list.csv',
    '/catalog/trees/none.csv',
    '/catalog/trees/list/versions/9.csv',
    '/catalog/photo/list.csv',
  ])
    // prettier-ignore
    expect([url, (await get(url)).statusCode]).toEqual([url, 404])
  expect((await get('/catalog/trees/list.csv?fields=none')).statusCode).toBe(422)
})

test('a tombstone stands where something was taken back, with its reason', async () => {
  const id = await published('gone', 'table', 'a,b\r\n1,2\r\n', 'a,b\r\n3,4\r\n')
  const gone = async (url: string) => {
    const { statusCode, body } = await get(url)
    return [url, statusCode, body.includes('It was wrong.')]
  }
  await house.catalog.withdraw(steward, id, 1, 'It was wrong.')
  expect(await gone('/catalog/gone/list/versions/1.csv')).toEqual(['/catalog/gone/list/versions/1.csv', 410, true])
  expect((await get('/catalog/gone/list.csv')).body).toBe('a,b\r\n3,4\r\n')
  await house.catalog.withdraw(steward, id, 2, 'It was wrong.')
  expect(await gone('/catalog/gone/list.csv')).toEqual(['/catalog/gone/list.csv', 410, true])
  const [second] = await house.catalog.news(1, 'gone')
  expect(second).toMatchObject({ kind: 'withdrawal', slug: 'gone', number: 2, reason: 'It was wrong.' })
  const { id: dataset } = await house.catalog.dataset('trees')
  await house.catalog.withdrawDataset(steward, dataset, 'It was wrong.')
  for (const url of ['/catalog/trees.ttl', '/catalog/trees/list.csv', '/catalog/trees/list/versions/1.parquet'])
    expect(await gone(url)).toEqual([url, 410, true])
  const [last, ...earlier] = await house.catalog.news(50, 'trees')
  expect(last).toMatchObject({ kind: 'withdrawal', slug: 'trees', title: undefined, reason: 'It was wrong.' })
  expect(earlier.map(({ kind, title, note }) => [kind, title, note])).toEqual(
    ['version', 'version', 'description'].map((kind) => [kind, undefined, undefined]),
  )
  await expect(house.catalog.news(50, 'none')).rejects.toMatchObject({ code: 'catalog.unknown' })
})
