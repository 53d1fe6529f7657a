/** A councillor reads strengths and directions and changes the rules; an analyst sets targets, and is told what is wrong. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AnalysisInput, directionsOf, PEERS, rules } from '#analysis'
import { expectGood, openHouse, type House } from '../browser.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const PAGES = [
  ...['/en/indicators/strengths', '/en/indicators/directions', '/en/indicators/methodology'],
  ...['/en/strategy', '/en/strategy/rivermouth-2035', '/en/strategy/rivermouth-2035/goals/1.1', '/en/decisions'],
]

test.each([...PAGES, '/pl/wskazniki/mocne-i-slabe-strony', '/uk/pokaznyky/napriamy-dii', '/en/indicators/city-ferry'])(
  '%s has no barriers, on a phone and at a desk',
  async (path) => {
    for (const size of ['phone', 'desk'] as const) {
      const page = await house.visit(path, { size })
      await expectGood(page)
      await page.context().close()
    }
  },
)

test('two other cities are no comparison unless the reader says so, and then there are places', async () => {
  const page = await house.visit('/en/indicators/strengths', { script: false })
  expect(await page.locator('#class-strength').innerText()).toContain('0')
  expect(await page.locator('section.unclear').innerText()).toContain('Ferry')
  await page.locator('details', { hasText: 'All thresholds' }).locator('summary').first().click()
  await page.fill('#peersMin', '2')
  await page.click('form[action="/en/indicators/strengths"] button >> nth=0')
  expect(new URL(page.url()).searchParams.get('peersMin')).toBe('2')
  expect(await page.locator('main').innerText()).toMatch(/\d of 3/)
})

test('what cannot be right is said at its field, and the page still answers', async () => {
  const page = await house.visit('/en/indicators/directions?size=0&importance=0&trend=0', { script: false })
  expect(await page.locator('[role=alert]').innerText()).toContain('All weights are zero')
  const wrong = await house.visit('/en/indicators/strengths?top=7&peers=nowhere', { script: false })
  const said = await wrong.locator('[role=alert]').innerText()
  expect(said).toContain('50–100')
  expect(said).toContain('nowhere')
  const api = await fetch(`${house.base}/api/v1/analysis/strengths?top=7`, { headers: { 'accept-language': 'pl' } })
  expect(api.status).toBe(422)
  expect(await api.json()).toMatchObject({ code: 'analysis.parameter', name: 'top', found: '7' })
})

test('the API hands out what the rules read, and they give the same again', async () => {
  const query = 'peersMin=2&reference=median&size=3&set.rivermouth-2035/water=2'
  const get = async (path: string) => (await fetch(`${house.base}/api/v1/analysis/${path}`)).json() as Promise<unknown>
  const input = AnalysisInput.parse(await get('input'))
  const parameters = rules.parametersOf(Object.fromEntries(new URLSearchParams(query)), {
    ...{ area: input.home, peers: PEERS },
  })
  const own = JSON.parse(JSON.stringify(directionsOf(input, parameters))) as { gaps: object[] }
  expect(await get(`directions?${query}`)).toEqual(own)
  expect(own.gaps.length).toBeGreaterThan(0)
})

test('the command line gives the same from the input that the API hands out, and from the pack itself', async () => {
  const query = 'peersMin=2&reference=median'
  const answer = await fetch(`${house.base}/api/v1/analysis/directions?${query}`)
  const wanted = (await answer.json()) as { seq: number }
  const path = join(mkdtempSync(join(tmpdir(), 'unia-input-')), 'input.json')
  writeFileSync(path, await (await fetch(`${house.base}/api/v1/analysis/input`)).text())
  const run = (from: string) =>
    JSON.parse(
      execFileSync(process.execPath, ['src/main.ts', 'directions', from, '--parameters', query, '--json'], {
        encoding: 'utf8',
      }),
    ) as object
  expect(run(path)).toEqual(wanted)
  expect(run('test/cities/rivermouth')).toEqual({ ...wanted, seq: 0 })
  rmSync(path)
})

test('an analyst sets a target: one of the past is refused with what was typed kept, one to come stands on the page', async () => {
  const analyst = await house.signedIn('analyst@example.org', 'analyst')
  const page = await house.visit('/en/workspace/targets', analyst)
  const fill = async (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value)
  }
  await page.selectOption('[name=indicator]', 'city-fees')
  await fill({ value: '5,5', namePl: 'Cel', nameEn: 'A fair fee', nameUk: 'Ціль', source: 'Council', grounds: 'asked' })
  await page.selectOption('[name=bound]', 'atMost')
  await fill({ period: '2020' })
  await page.click('button:has-text("Set the target")')
  expect(await page.locator('#period-error').innerText()).toContain('The period 2020 is over')
  expect(await page.inputValue('[name=nameEn]')).toBe('A fair fee')
  await fill({ period: 'soon' })
  await page.click('button:has-text("Set the target")')
  expect(await page.locator('#period-error').innerText()).toContain('2030-Q1')
  await fill({ period: '2040' })
  await page.click('button:has-text("Set the target")')
  expect(await page.locator('[role=status]').innerText()).toContain('set')
  const shown = await house.visit('/en/indicators/city-fees', analyst)
  expect(await shown.locator('#analysis').innerText()).toContain('A fair fee')

  await page.locator('tr', { hasText: 'A fair fee' }).locator('a', { hasText: 'Change' }).click()
  const other = await house.visit(new URL(page.url()).pathname + new URL(page.url()).search, analyst)
  for (const [one, value] of [
    [page, '6'],
    [other, '7'],
  ] as const) {
    await one.fill('[name=value]', value)
    await one.fill('[name=grounds]', 'changed')
    await one.click('button:has-text("Save a new version")')
  }
  expect(await other.locator('[role=alert]').innerText()).toContain('Somebody changed this target')
  await analyst.close()
})

test('a decision is written down with what it rests on: mistakes are told at their fields, then goal and indicator lead to it, and later one says what came true', async () => {
  const official = await house.signedIn('official@example.org', 'administrator')
  const page = await house.visit('/en/workspace/decisions', official)
  const fill = async (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await page.fill(`[name=${name}]`, value)
  }
  const decided = { decidedBy: 'City council', decidedOn: '2020-05-10', goals: 'rivermouth-2035/1.1' }
  await fill({ name: 'A second ferry', question: 'How does one cross without a car?', options: 'A bridge | late\nA ferry', chosen: '3' }) // prettier-ignore
  await fill({ reasons: 'It helps within a year.', expected: 'More trips.', effects: 'city-ferry | 1,5 | soon', ...decided }) // prettier-ignore
  const send = () => page.click('main form button')
  await send()
  expect(await page.locator('#effects-error').innerText()).toContain('Line 1')
  await fill({ effects: 'city-ferry | 1,5 | 2040-12-31' })
  await send()
  expect(await page.locator('#chosen-error').innerText()).toContain('no option 3')
  await fill({ chosen: '2' })
  await send()
  await page.waitForURL(/decisions\/[0-9a-f-]{36}/)
  expect(await page.locator('main').innerText()).toMatch(/Chosen: A ferry[^]*More trips by ferry[^]*no figure was known[^]*31\sDecember 2040/) // prettier-ignore
  await page.fill('#text', 'The queue is gone.')
  await send()
  await page.waitForURL(/done=told/)
  expect(await page.locator('#outcomes + article').innerText()).toContain('The queue is gone.')
  const address = new URL(page.url()).pathname
  for (const path of [
    '/en/strategy/rivermouth-2035/goals/1.1',
    '/en/indicators/city-ferry',
    '/en/decisions?q=SECOND',
  ]) {
    const from = await house.visit(path, official)
    expect(await from.locator(`main a[href="${address}"]`).count(), path).toBe(1)
  }
  expect(await (await fetch(`${house.base}/en/decisions/feed.atom`)).text()).toContain('<title>A second ferry</title>')
  const read = await house.visit(address, { size: 'phone' })
  await expectGood(read)
  await read.context().close()
  await official.close()
})

test('the room is closed to visitors and to those who may not decide', async () => {
  const page = await house.visit('/en/workspace/targets', { script: false })
  expect(page.url()).toContain('/sign-in')
  const editor = await house.signedIn('editor@example.org', 'editor')
  const answer = await (await editor.newPage()).goto(`${house.base}/en/workspace/targets`)
  expect(answer?.status()).toBe(403)
  await editor.close()
})
