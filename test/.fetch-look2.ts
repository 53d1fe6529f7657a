import { execFileSync } from 'node:child_process'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
const BASE = process.env.BASE_URL!
const OUT = '/tmp/shots-fetch'
const args = chromium.args.filter((arg: string) => !/single-process|zygote/.test(arg))
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: [...args, '--no-sandbox'] })
const { link } = JSON.parse(execFileSync(process.execPath, ['src/main.ts', 'admin', 'invite', `look-${process.pid}@example.org`, '--json'], { encoding: 'utf8', cwd: '/tmp/w/fetch' }))
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false })
const page = await context.newPage()
await page.goto(BASE + new URL(link).pathname)
await page.fill('input[name=name]', 'Anna')
await page.fill('input[name=password]', 'correct horse battery staple')
await page.click('main button')
const shoot = async (name: string, path?: string) => {
  if (path) await page.goto(BASE + path)
  for (const [size, width] of [['desk', 1280], ['phone', 390]] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${OUT}/${name}-${size}.png`, fullPage: true })
  }
}

const A='01a2b3c4-0000-4000-8000-00000000000a', B='01a2b3c4-0000-4000-8000-00000000000b'
await shoot('s-list', '/pl/pulpit/pobieranie'); await shoot('s-a', '/pl/pulpit/pobieranie/'+A); await shoot('s-b', '/uk/robochyi-prostir/zavantazhennia/'+B)
await shoot('s-new', '/en/workspace/fetches/new'); await shoot('s-import', '/en/workspace/imports/'+process.env.IMP); await shoot('s-imports', '/en/workspace/imports')
await shoot('s-guide', '/pl/przewodnik/fetching')
await browser.close()
