/**
 * The page that compares cities, with 100 cities × 104 indicators × 10 years, on a phone's processor: Chromium at four
 * times slower than this one. Beside it a page of plain text of the same size. Writes `bench/compare.md`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { brotliCompressSync } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import chromium from '@sparticuz/chromium'
import autocannon from 'autocannon'
import { chromium as playwright, type Browser } from 'playwright-core'
import { system } from '#platform/actor'
import { readConfig } from '#platform/config'
import { loadPortal } from '#platform/http'
import { createLog } from '#platform/log'
import { createUnia, type City, type Unia } from '../src/app.ts'

const CITIES = 100
const INDICATORS = 104
const YEARS = 10
const FIRST_YEAR = 2014
const SLOWDOWN = 4
const PHONE = { width: 390, height: 844 }
const RUNS = 5
const LOAD = { connections: 10, duration: 10 }
/** What a person feels as standing still. */
const FREEZE_MS = 200
const PAINT_MS = 1_000

const COMPARE = '/en/indicators/compare'
const EVERYTHING = `${COMPARE}?group=all&theme=all`
const VIEWS = {
  'first view': COMPARE,
  'everything, table': EVERYTHING,
  'everything, profile': `${EVERYTHING}&view=profile`,
  'everything, over time': `${EVERYTHING}&view=trends`,
  'everything, two at once': `${EVERYTHING}&view=pairs`,
}

const bench = system('bench')
const three = (text: string) => ({ pl: text, en: text, uk: text })
const folder = mkdtempSync(join(tmpdir(), 'unia-bench-compare-'))
const server = process.env.BENCH_DATABASE_URL
if (!server) throw new Error('BENCH_DATABASE_URL: an empty PostgreSQL with PostGIS')

/** Made-up figures, in no way those of a real place; one in thirteen is missing. */
async function fill({ places, indicators }: Unia): Promise<void> {
  const { kind, id: home } = await places.area(indicators.home)
  const others = Array.from({ length: CITIES }, (_, a) => ({ id: `a${a}`, kind, names: three(`City no. ${a}`) }))
  await places.load(bench, others, 'bench')
  const measures = Array.from({ length: INDICATORS }, (_, m) => ({ id: `m${m}`, names: three(`m${m}`), unit: 'thing' }))
  await indicators.describe(bench, { measures, datasets: [], sources: [], via: [] }, 'bench')
  const directions = ['higher', 'lower', 'context'] as const
  const definitions = measures.map(({ id }, i) => ({
    ...{ id: `i${i}`, names: three(`A made-up indicator with a long name, no. ${i}`), formula: id, unit: 'thing' },
    ...{ description: three('made up'), method: three('made up'), decimals: 1, direction: directions[i % 3]! },
    ...{ areas: [kind], standards: [], strategies: [] },
  }))
  await indicators.define(bench, definitions, 'bench')
  const rows = ['area,measure,period,value,unit']
  for (const [a, area] of [home, ...others.map(({ id }) => id)].entries())
    for (let m = 0; m < INDICATORS; m++)
      for (let y = 0; y < YEARS; y++)
        if ((a * 7 + m * 3 + y) % 13 !== 0)
          rows.push(`${area},m${m},${FIRST_YEAR + y},${((a * 31 + m * 17 + y * 7) % 997) / 10},thing`)
  const file = Readable.from([Buffer.from(rows.join('\n'))])
  const { id } = await indicators.imports.receive(bench, { file, fileName: 'figures.csv' })
  await indicators.imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
  await indicators.imports.publish(bench, id, 'bench')
  await indicators.recompute()
  // The house's own worker may be at it already.
  const isThere = async () => (await indicators.latest(`i${INDICATORS - 1}`, `a${CITIES - 1}`))?.value !== undefined
  while (!(await isThere())) await setTimeout(500)
}

/** Plain text of so many bytes, sent as the house sends its pages. */
function plainPages(): Promise<Server> {
  const pages = new Map<string, Buffer>()
  const page = (bytes: number) => {
    const line = '<p>Nothing but words, as many of them as the other page has letters and tags.</p>\n'
    return `<!doctype html><html lang="en"><title>Plain</title><body>${line.repeat(Math.ceil(bytes / line.length))}`
  }
  const plain = createServer(({ url = '/' }, response) => {
    if (!pages.has(url)) pages.set(url, brotliCompressSync(page(Number(url.slice(1)))))
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'br' }).end(pages.get(url))
  })
  return new Promise((resolve) => plain.listen(0, '127.0.0.1', () => resolve(plain)))
}

type Seen = { paint_ms: number; load_ms: number; longest_ms: number; nodes: number; bytes: number }

/** Opens a page as on a phone, reads it to its end, and says how long the longest piece of work was. */
async function see(browser: Browser, url: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, isMobile: true, hasTouch: true })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  await page.addInitScript(() => {
    const seen = globalThis as unknown as { longest: number }
    seen.longest = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration)
    }).observe({ type: 'longtask', buffered: true })
  })
  const answer = await page.goto(url, { waitUntil: 'load' })
  if (answer?.status() !== 200) throw new Error(`${url}: ${answer?.status()}`)
  for (let at = 0; at < 1; at += 0.1) {
    await page.evaluate((part) => scrollTo(0, part * document.body.scrollHeight), at)
    await page.waitForTimeout(60)
  }
  const seen = await page.evaluate(() => {
    const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const paint = performance.getEntriesByName('first-contentful-paint')[0]
    return {
      paint_ms: paint?.startTime ?? 0,
      load_ms: visit!.loadEventEnd,
      longest_ms: (globalThis as unknown as { longest: number }).longest,
      nodes: document.querySelectorAll('*').length,
      bytes: visit!.decodedBodySize,
    }
  })
  await context.close()
  return seen
}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!

async function often(browser: Browser, url: string): Promise<Seen> {
  const all: Seen[] = []
  for (let run = 0; run < RUNS; run++) all.push(await see(browser, url))
  const of = (what: keyof Seen) => Math.round(median(all.map((one) => one[what])))
  return {
    paint_ms: of('paint_ms'),
    load_ms: of('load_ms'),
    longest_ms: of('longest_ms'),
    nodes: of('nodes'),
    bytes: of('bytes'),
  }
}

/** The time in which 97.5 of 100 answers come, with ten readers at once, each from an address of its own. */
async function answering(url: string): Promise<{ ms: number; perSecond: number }> {
  let asked = 0
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    headers: { 'accept-encoding': 'br', 'x-forwarded-for': `10.${asked >> 16}.${(asked >> 8) & 255}.${asked++ & 255}` },
  })
  const result = await autocannon({ url, ...LOAD, requests: [{ setupRequest }] })
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} answers were refused`)
  return { ms: result.latency.p97_5, perSecond: Math.round(result.requests.average) }
}

const lines: string[] = []
const row = (...cells: (string | number)[]) => {
  lines.push(`| ${cells.join(' | ')} |`)
  console.log(cells.join('  '))
}

async function measure(base: string, plain: string): Promise<void> {
  const args = chromium.args.filter((arg) => !/single-process|zygote/.test(arg))
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, '--no-sandbox'],
  })
  row('page', 'first paint', 'load', 'longest task', 'elements', 'first paint / plain text of the same size', 'aim')
  row('---', '---', '---', '---', '---', '---', '---')
  for (const [name, path] of Object.entries(VIEWS)) {
    await fetch(base + path)
    const ours = await often(browser, base + path)
    const text = await often(browser, `${plain}/${ours.bytes}`)
    const ratio = (ours.paint_ms / text.paint_ms).toFixed(2)
    const aim = `paint < ${PAINT_MS} ms, task < ${FREEZE_MS} ms`
    row(name, `${ours.paint_ms} ms`, `${ours.load_ms} ms`, `${ours.longest_ms} ms`, ours.nodes, ratio, aim)
  }
  await browser.close()
  lines.push('')
  row('page', '97.5 of 100 answers within', 'answers a second', 'answers a second / plain text of the same size')
  row('---', '---', '---', '---')
  const pages = { ...VIEWS, 'an indicator': '/en/indicators/i1', indicators: '/en/indicators' }
  for (const [name, path] of Object.entries(pages)) {
    const bytes = (await (await fetch(base + path)).text()).length
    const ours = await answering(base + path)
    const text = await answering(`${plain}/${bytes}`)
    row(name, `${ours.ms} ms`, ours.perSecond, (ours.perSecond / text.perSecond).toFixed(2))
  }
}

const config = readConfig({
  ...{ DATABASE_URL: server, DATA_DIR: folder, CITY_DIR: 'test/cities/rivermouth' },
  ...{ PORT: '0', LOG_LEVEL: 'silent', TRUST_PROXY: 'true' },
})
const [busy] = loadavg()
const unia = await createUnia(config, createLog({ level: 'silent' }))
const plain = await plainPages()
try {
  const portal = await loadPortal<City>(join(process.cwd(), 'portal/build/handler.js'))
  const port = await unia.start({ serve: true, work: true }, portal)
  await fill(unia)
  await measure(`http://127.0.0.1:${port}`, `http://127.0.0.1:${(plain.address() as AddressInfo).port}`)
  writeFileSync(
    'bench/compare.md',
    `# Measurements of the page that compares cities

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]!.model} with ${busy!.toFixed(1)} others waiting for them, Node ${process.versions.node}, Chromium at ${SLOWDOWN} times slower, ${PHONE.width} × ${PHONE.height}; ${CITIES} cities × ${INDICATORS} indicators × ${YEARS} years, synthetic. Medians of ${RUNS}; the longest task while the page is opened and read to its end.

${lines.join('\n')}
`,
  )
} finally {
  plain.close()
  await unia.stop()
  rmSync(folder, { recursive: true, force: true })
}
