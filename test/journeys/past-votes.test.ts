/** An organiser brings a vote of the past and makes it public; a visitor compares rules on its ballots, without JavaScript. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectGood, openHouse, type House } from '../browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-votes-'))
const FILE = join(folder, 'harbour.pb')
let house: House
beforeAll(async () => {
  house = await openHouse()
  // Six want the park and the path, four the library; the money is enough for two of them by votes.
  const ballots = Array.from({ length: 10 }, (_, i) => `v${i};${i < 6 ? 'park,path' : 'library'}`)
  const projects = ['park;60000;Park;1', 'path;40000;Path;1', 'library;40000;Library;0']
  writeFileSync(
    FILE,
    `META\nkey;value\ndescription;Harbour 2019\nbudget;100000\nvote_type;approval\ncurrency;PLN\nPROJECTS\nproject_id;cost;name;selected\n${projects.join('\n')}\nVOTES\nvoter_id;vote\n${ballots.join('\n')}\n`,
  )
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

test('brought, made public, compared', async () => {
  const steward = await house.signedIn('steward@example.org', 'steward')
  const page = await house.visit('/en/budget-votes', steward)
  await page.setInputFiles('#file', { name: 'no.pb', mimeType: 'text/plain', buffer: Buffer.from('a;b') })
  await page.click('main section form button')
  await page.locator('.error').first().waitFor()
  await expect.poll(() => page.locator('main').textContent()).toContain('the part META')
  await page.setInputFiles('#file', FILE)
  await page.click('main section form button')
  await page.waitForURL(/budget-votes\/[0-9a-f-]{36}/)
  await page.click('form[action="?/publish"] button')
  await page.waitForURL(/done=published/)
  const { pathname } = new URL(page.url())
  const { archives } = house.unia.participation.counting
  await archives.compare(pathname.split('/').at(-1)!)
  await page.close()

  const visitor = await house.someone({ size: 'phone', script: false })
  const compared = await house.visit(`${pathname}?rule=own&rule=equalShares`, visitor)
  await expectGoodWithout(compared)
  const text = (await compared.locator('main').textContent())!.replace(/\s+/g, ' ')
  expect(text).toContain('60% (6 of 10)')
  expect(text).toContain('100% (10 of 10)')
  await compared.close()
})

/** Without JavaScript axe cannot look: what is seen is looked at with it. */
async function expectGoodWithout(page: Awaited<ReturnType<House['visit']>>): Promise<void> {
  const seen = await house.visit(new URL(page.url()).pathname, { size: 'phone' })
  await expectGood(seen)
  await seen.close()
}
