/** Takes the README's pictures from a running house: `npm start` in one terminal, `npm run shots` in another. */
import { mkdirSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'

const BASE = process.env.BASE_URL ?? 'http://localhost:3000'
const FOLDER = 'docs/pictures'
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }
const SHOTS = [
  { name: 'front-desktop', path: '/pl', size: DESK },
  { name: 'front-phone', path: '/uk', size: PHONE },
  { name: 'indicator-desktop', path: '/en/indicators/iso37120-8.1?with=krakow,gdansk', size: DESK },
  { name: 'indicator-phone', path: '/pl/wskazniki/iso37120-8.1', size: PHONE },
  { name: 'provenance-desktop', path: '/en/indicators/iso37120-11.2/provenance/lublin/2022', size: DESK },
  { name: 'standards-desktop', path: '/en/indicators', size: DESK },
]

mkdirSync(FOLDER, { recursive: true })
const args = chromium.args.filter((arg) => !/single-process|zygote/.test(arg))
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: [...args, '--no-sandbox'] })
for (const { name, path, size } of SHOTS) {
  const page = await (await browser.newContext({ viewport: size })).newPage()
  await page.goto(BASE + path)
  await page.screenshot({ path: `${FOLDER}/${name}.png` })
  await page.context().close()
}
await browser.close()
