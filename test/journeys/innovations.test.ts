/** From a gap in an indicator to whoever is chosen to try something about it: an organiser, two teams, two reviewers, without JavaScript. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { BrowserContext, Page } from 'playwright-core'
import { systemClock } from '#platform/clock'
import { verifyEvaluation } from '#verify/evaluation'
import { barriers, openHouse, type House } from '../browser.ts'

let house: House
let organiser: BrowserContext
const people: Record<string, BrowserContext> = {}
beforeAll(async () => {
  house = await openHouse()
  organiser = await house.signedIn('organiser@example.org', 'steward')
  for (const name of ['alpha', 'beta', 'reader1', 'reader2'])
    people[name] = await house.signedIn(`${name}@example.org`, 'resident')
})
afterAll(async () => {
  vi.restoreAllMocks()
  await house.close()
})

/** Looked through where scripts run, by the same person: without them nothing is painted for who waits. */
async function seen(page: Page, path = page.url().slice(house.base.length)): Promise<void> {
  const looking = await house.someone({ size: 'phone' })
  await looking.addCookies(await page.context().cookies())
  expect(await barriers(await house.visit(path, looking)), path).toEqual([])
  await looking.close()
}
/** A day of the city, which is another than here for some hours of the night. */
const day = (after: number) => new Date(Date.now() + after * 86_400_000).toLocaleDateString('sv', { timeZone: house.unia.info.timezone }) // prettier-ignore
const says = async (page: Page, text: string | RegExp) => expect(await page.locator('main').innerText()).toMatch(text)
const send = async (page: Page, button: string) => {
  await page.click(`main button:has-text("${button}")`)
  await page.waitForLoadState()
}

test('a gap becomes a problem, a call, two applications that are judged apart, and a choice with its reasons', async () => {
  const page = await house.visit('/en/indicators/directions', organiser)
  await page.locator('main a:has-text("Start a challenge from this gap")').first().click()
  await page.waitForURL(/workspace\/challenges/)
  await page.fill('[name=title-pl]', 'Za mało promów')
  await page.click('main details summary:has-text("English")')
  await page.fill('[name=title-en]', 'Too few ferries')
  await page.fill('[name=problem-pl]', 'Po dwudziestej nie da się wrócić z nabrzeża.')
  await send(page, 'Save the draft')
  await page.waitForURL(/done=drafted/)
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  expect((await (await house.someone()).newPage().then((one) => one.goto(`/en/innovations/challenges/${id}`)))?.status()).toBe(404) // prettier-ignore
  await send(page, 'Publish the problem')
  await page.waitForURL(/done=published/)
  await page.click('main summary:has-text("Put the problem in other words")')
  await page.fill('[name=problem-pl]', 'Po dwudziestej i w niedziele nie da się wrócić z nabrzeża.')
  await page.fill('[name=amendReason]', 'Residents told us of Sundays.')
  await send(page, 'Put the problem in other words')
  await page.waitForURL(/done=amended/)
  await page.check('[name=who][value=firms]')
  await page.fill('[name=offer-pl]', 'Przystań i trzy miesiące.')
  await page.fill('[name=criteria-pl]', 'Effect')
  for (const [name, after] of [['from', 0], ['to', 10], ['reviewedBy', 20]] as const) await page.fill(`[name=${name}]`, day(after)) // prettier-ignore
  await send(page, 'Open the call')
  await says(page, /“Effect” cannot be read/)
  await page.fill('[name=criteria-pl]', 'Skutek 60\nKoszt 40')
  await page.click('form[action="?/call"] summary:has-text("English")')
  await page.fill('[name=criteria-en]', 'Effect')
  await send(page, 'Open the call')
  await says(page, /There are 2 criteria, and 1 name here/)
  await page.fill('[name=criteria-en]', 'Effect\nCost')
  await send(page, 'Open the call')
  await page.waitForURL(/done=called/)
  for (const name of ['reader1', 'reader2']) {
    await page.fill('[name=email]', `${name}@example.org`)
    await send(page, 'Ask a reviewer')
    await page.waitForURL(/done=appointed/)
  }

  for (const [name, other] of [
    ['alpha', 'A night ferry.'],
    ['beta', 'Boats for neighbours.'],
  ] as const) {
    const team = await house.visit(`/en/innovations/challenges/${id}/apply`, people[name]!)
    await team.fill('[name=team]', name)
    await team.fill('[name=summary]', name === 'alpha' ? 'PESEL 44051401359' : other)
    await team.fill('[name=plan]', 'With the quay board.')
    await team.fill('[name=members]', 'Anna Nowak')
    await send(team, 'Apply')
    if (name === 'alpha') {
      await says(team, /PESEL/)
      await team.fill('[name=summary]', other)
      await send(team, 'Apply')
    }
    await team.waitForURL(/done=applied/)
  }
  const asking = await house.visit(`/en/innovations/challenges/${id}`, people.alpha)
  await asking.fill('[name=question]', 'May it run on Sundays?')
  await send(asking, 'Ask')
  await asking.waitForURL(/done=asked/)
  await page.goto(`/en/workspace/challenges/${id}`)
  await page.fill('[name=answer]', 'Yes.')
  await send(page, 'Answer')
  await page.waitForURL(/done=answered/)

  const now = systemClock.now()
  vi.spyOn(systemClock, 'now').mockImplementation(() => new Date(now.getTime() + 11 * 86_400_000))
  await house.unia.innovations.challenges.tick()
  vi.restoreAllMocks()
  const scores: Record<string, number[]> = { reader1: [9, 7], reader2: [8, 4] }
  for (const [name, marks] of Object.entries(scores)) {
    const reader = await house.visit(`/en/innovations/challenges/${id}/review`, people[name]!)
    for (const [i, mark] of marks.entries()) {
      const form = reader.locator('form[action="?/score"]').nth(i)
      for (const field of await form.locator('input[type=number]').all()) await field.fill(String(mark))
      await form.locator('textarea').fill('Reasons')
      if (i === 0 && name === 'reader1') await seen(reader)
      await form.locator('button').click()
      await reader.waitForURL(/done=scored/)
    }
  }
  await page.goto(`/en/workspace/challenges/${id}`)
  await page.locator('[name=chosen]').nth(1).check()
  await page.fill('[name=reasons]', 'Beta is there at once.')
  await send(page, 'Choose')
  await says(page, /put others first: alpha/)
  await page.fill('[name=departure]', 'The ferry needs a licence that takes a year.')
  await send(page, 'Choose')
  await page.waitForURL(/done=selected/)

  const reader = await house.visit(`/en/innovations/challenges/${id}`)
  for (const text of ['Chosen: beta', 'takes a year', 'May it run on Sundays?', 'Yes.', 'To close the gap', 'Version 2', 'told us of Sundays', /8\.5\s+8\.0 to 9\.0/]) await says(reader, new RegExp(text)) // prettier-ignore
  await seen(reader)
  const feed = await reader.request.get(await reader.locator('main a:has-text("Atom")').first().getAttribute('href').then(String)) // prettier-ignore
  expect(await feed.text()).toContain('Chosen: beta')

  // Who was chosen tries it: the plan names the challenge, and each page leads to the other.
  const { pilots } = house.unia.innovations
  await page.goto('/en/workspace/pilots')
  const typed = { name: 'A night ferry tried', hypothesis: 'More get home', what: 'Riders, counted', outcome: 'riders', treated: 'night', smallest: '1', units: '12', stopping: 'A storm', from: day(1), to: day(20), cost: '10' } // prettier-ignore
  await page.locator('main summary').first().click()
  await page.selectOption('[name=challengeId]', id)
  for (const [name, value] of Object.entries(typed)) await page.fill(`[name=${name}]`, value)
  await page.selectOption('[name=method]', 'randomised')
  await page.locator('main form button').last().click()
  await page.waitForURL(/done=drafted/)
  await send(page, 'Seal')
  await page.waitForURL(/done=sealed/)
  const [pilot] = await pilots.list()
  await reader.goto(`/en/innovations/pilots/${pilot!.id}`)
  await reader.click('nav.thread a[data-step=challenge]')
  await reader.waitForURL(/challenges/)
  await reader.click('nav.thread a[data-step=pilot]')
  await reader.waitForURL(/pilots/)
})

test('a pilot whose sealed plan is broken is shown as broken wherever it stands, and its evaluation comes out the same offline', async () => {
  const page = await house.visit('/en/workspace/pilots', organiser)
  await page.click('main summary:has-text("A new plan")')
  const plan = { name: 'Warm ferry stops', hypothesis: 'Shorter waits', what: 'Minutes, by stopwatch', outcome: 'minutes', treated: 'warm', smallest: '1', units: '12', stopping: 'Someone is hurt', from: day(0), to: day(20), cost: '12 000' } // prettier-ignore
  for (const [name, value] of Object.entries(plan)) await page.fill(`[name=${name}]`, value)
  await page.selectOption('[name=unit]', 'street')
  await page.selectOption('[name=method]', 'did')
  await send(page, 'Keep the plan')
  await says(page, /needs one more field, “Column with the period”/)
  await page.selectOption('[name=method]', 'randomised')
  await send(page, 'Keep the plan')
  await page.waitForURL(/done=drafted/)
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  await send(page, 'Seal the plan')
  await page.waitForURL(/done=sealed/)
  await page.fill('[name=day]', day(-6))
  await send(page, 'It has begun')
  await page.waitForURL(/done=started/)
  await page.click('main summary:has-text("Change the sealed plan")')
  await page.fill('[name=grounds]', 'Snow kept the boats in.')
  await page.fill('[name=newEnd]', day(30))
  await page.click('main summary:has-text("Compare in another way")')
  await page.fill('[name=covariates]', 'riders')
  await send(page, 'Change the sealed plan')
  await page.waitForURL(/done=amended/)
  await says(page, /Columns that matter besides: riders/)
  await house.unia.ledger.sequence()
  await send(page, 'Evaluate')
  await says(page, /Choose the file with the figures/)
  const minutes = [9.1, 8.7, 9.9, 8.2, 9.4, 9.0, 5.1, 6.2, 5.8, 6.6, 5.5, 6.1]
  const csv = `minutes,warm,riders\n${minutes.map((one, i) => `${one},${i < 6 ? 0 : 1},${40 + (i % 3)}`).join('\n')}\n`
  await page.setInputFiles('[name=file]', { name: 'waits.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await send(page, 'Evaluate')
  await page.waitForURL(/done=evaluated/)

  const checker = await house.signedIn('checker@example.org', 'steward')
  const second = await house.visit(`/en/workspace/pilots/${id}`, checker)
  await second.fill('[name=words]', 'It comes out the same.')
  await send(second, 'Check and publish')
  await second.waitForURL(/done=published/)

  await says(await house.visit('/en/innovations/pilots'), /Plan not kept to\s+Warm ferry stops/)
  const reader = await house.visit(`/en/innovations/pilots/${id}`)
  for (const text of ['The plan was not kept to', 'before the plan was sealed', 'before its end', 'Snow kept the boats in', 'Worth having']) await says(reader, new RegExp(text)) // prettier-ignore
  await seen(reader)
  const bundle = await reader.request.get(`/api/v1/pilots/${id}/evaluation`)
  expect(await verifyEvaluation(await bundle.json())).toMatchObject({ ok: true })

  const found = { '/en/search?q=stop ferry': 'Warm ferry stops', '/pl/szukaj?q=promow za malo': 'Za mało promów', '/uk/poshuk?q=tide lamp': 'Припливні ліхтарі' } // prettier-ignore
  for (const [path, title] of Object.entries(found)) {
    await reader.goto(path)
    await reader.click(`main a:has-text("${title}")`)
    await reader.waitForURL(/innovations|innowacje|innovatsii/)
  }
})

test('the register shows what the city lists as that, and an official’s version beside it', async () => {
  const register = await house.visit('/en/innovations/register?kind=technological')
  await says(register, /Tide lamps/)
  expect(await register.locator('main').innerText()).not.toContain('Repair evenings')
  await seen(register)
  const page = await house.visit('/en/workspace/innovations/repair-evenings', organiser)
  await page.fill('[name=to]', '2017')
  await page.fill('[name=grounds]', 'The library told us.')
  await send(page, 'Publish')
  await says(page, /cannot end in 2017/)
  await page.fill('[name=to]', '2021')
  await send(page, 'Publish')
  await page.waitForURL(/register\/repair-evenings/)
  await says(page, /Version 2[\s\S]*The library told us/)
  await says(await house.visit('/uk/innovatsii', { script: false }), /2 інновації\sв\sреєстрі/)
})
