/** A page comes out as a PDF that machines can read; nothing but the house is asked for; nothing keeps running. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPress, type Pages, type Press } from './index.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'unia-press-test-'))
const baseUrl = 'http://localhost:0'
const asked: string[] = []

const PAGE = `<!doctype html><html lang="uk"><head><title>Звіт: Łódź</title><link rel="stylesheet" href="/style.css"></head>
<body><h1>Zażółć gęślą jaźń</h1><h2>Українська їжа й ґанок</h2>
<table><caption>Numbers</caption><thead><tr><th scope="col">City</th><th scope="col">Value</th></tr></thead>
<tbody><tr><th scope="row">Łódź</th><td><a href="/uk/x?seq=7">12,5</a></td></tr></tbody></table>
<svg role="img" aria-label="A line that rises" viewBox="0 0 9 9" width="9"><path d="M0 9L9 0" stroke="black"/></svg>
<img src="https://example.org/spy.png" alt=""><script>document.querySelector('h1').textContent = 'scripted'</script></body></html>`
const STYLE = `@font-face { font-family: S; src: url(/font.woff2) } body { font-family: S } @page { size: A4 }`

type Answer = Awaited<ReturnType<Pages>>
const answer = (status: number, headers: Answer['headers'], body = Buffer.alloc(0)): Answer => ({
  status,
  headers,
  body,
})

const read: Pages = async (path) => {
  asked.push(path)
  if (path === '/uk') return answer(200, { 'content-type': 'text/html; charset=utf-8' }, Buffer.from(PAGE))
  if (path === '/style.css') return answer(200, { 'content-type': 'text/css' }, Buffer.from(STYLE))
  if (path === '/moved') return answer(301, { location: '/uk' })
  if (path !== '/font.woff2') return answer(404, {})
  return answer(200, { 'content-type': 'font/woff2' }, readFileSync('portal/fonts/sans-polish.woff2'))
}

let press: Press
beforeAll(() => {
  press = createPress({ baseUrl, dataDir })
  press.open(read)
})
afterAll(() => rmSync(dataDir, { recursive: true }))

/** The processes of browsers that were unpacked here. */
const running = () =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.startsWith(dataDir))

test('the PDF has a language, a title, headings, table headers, pictures described and links that lead on', async () => {
  const document = await getDocumentProxy(new Uint8Array(await press.print('/moved')))
  expect(await document.getMarkInfo()).toMatchObject({ Marked: true })
  const { info } = await document.getMetadata()
  expect(info).toMatchObject({ Title: 'Звіт: Łódź', Language: 'uk' })
  expect((await document.getOutline()).map(({ title }) => title)).toEqual(['Zażółć gęślą jaźń'])
  const page = await document.getPage(1)
  const tree = JSON.stringify(await page.getStructTree())
  for (const role of ['H1', 'H2', 'Table', 'TH', 'Figure', 'Link']) expect(tree).toContain(`"role":"${role}"`)
  expect(tree).toContain('A line that rises')
  const { items } = await page.getTextContent()
  const text = items.map((item) => ('str' in item ? item.str : '')).join('')
  for (const said of ['Zażółć gęślą jaźń', 'Українська їжа й ґанок', '12,5']) expect(text).toContain(said)
  const links = (await page.getAnnotations()) as { url?: string }[]
  expect(links.map(({ url }) => url)).toEqual([`${baseUrl}/uk/x?seq=7`])
})

test('only the house is asked, and by no script', () => {
  expect(asked).toEqual(['/moved', '/uk', '/style.css', '/font.woff2'])
})

test('printed one after the other, and nothing runs on', async () => {
  const both = await Promise.all([press.print('/uk'), press.print('/uk')])
  expect(both.map((pdf) => pdf.subarray(0, 5).toString())).toEqual(['%PDF-', '%PDF-'])
  expect(running()).toEqual([])
})

test('a page that is not there is not printed', async () => {
  await expect(press.print('/none')).rejects.toMatchObject({ code: 'press.failed', details: { reason: '404' } })
})

test('what takes too long is ended, and what is cancelled too', async () => {
  const slow = createPress({ baseUrl, dataDir, limit_ms: 1_000 })
  slow.open(() => new Promise(() => {}))
  await expect(slow.print('/uk')).rejects.toMatchObject({ code: 'press.tooSlow', details: { seconds: 1 } })
  const given = new AbortController()
  const printing = slow.print('/uk', { signal: given.signal })
  given.abort(new Error('given up'))
  await expect(printing).rejects.toThrow('given up')
  expect(running()).toEqual([])
})

test('without pages or a browser that runs, it says so', async () => {
  await expect(createPress({ baseUrl, dataDir }).print('/uk')).rejects.toMatchObject({ code: 'press.noPages' })
  for (const chromiumPath of ['/no/such/file', '/bin/false']) {
    const lame = createPress({ baseUrl, dataDir, chromiumPath })
    lame.open(read)
    await expect(lame.print('/uk')).rejects.toMatchObject({ code: 'press.noBrowser', status: 503 })
  }
})

test('a picture is a PNG of the size that was asked for', async () => {
  const picture = await press.picture('/uk', { width_px: 600, height_px: 315, scale: 2 })
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630])
})
