/**
 * A resident writes a proposal with a neighbour on a phone, without JavaScript, and hands it in; the office asks for a correction
 * and gets it, says yes, and the proposal stands on the list; a comment is removed with a reason and appealed.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, type Actor } from '#platform/actor'
import type { RulesDraft } from '#participation'
import { words } from '#words'
import { expectGood, expectGoodAnywhere, openHouse, type House } from '../browser.ts'

const { t } = words.pl
const SLOWLY = { timeout: 240_000 }
const LIST = '/pl/budzet-obywatelski/rivermouth-9/projekty'
const three = (text: string) => ({ pl: text, en: text, uk: text })
const HOUR_MS = 3_600_000
const hour = (count: number) => new Date(Date.now() + count * HOUR_MS)
const RULES: RulesDraft = {
  ...{ code: 'rivermouth-9', number: 9, year: 2029, names: three('Budżet 2029'), currency: 'PLN' },
  phases: (['submission', 'formalCheck', 'appeal', 'vote'] as const).map((kind, i) => ({ kind, from: hour(24 * i - 1), to: hour(24 * i + 23) })), // prettier-ignore
  sections: [{ code: 'city', names: three('Całe miasto'), choice: 'any', ballot: { kind: 'approval', most: 2 }, count: { rule: 'greedy', whenNextDoesNotFit: 'skip', ties: ['lot'] }, cost: { least_minor: 0, most_minor: 5_000_000 } }], // prettier-ignore
  pools: [{ code: 'whole', section: 'city', names: three('Całe miasto'), amount_minor: 9_000_000 }],
  submit: { who: 'anyone', supporters: 2 },
  vote: { ways: ['code'] },
}
const organiser: Actor = { id: '00000000-0000-4000-8000-000000000001', kind: 'person', can: (may) => may === 'participation.organise' } // prettier-ignore

let house: House
let ania: BrowserContext
let borys: BrowserContext
let clerk: BrowserContext
beforeAll(async () => {
  house = await openHouse()
  const { budgets, proposals } = house.unia.participation
  const { version } = await budgets.draft(organiser, RULES)
  await budgets.announce(organiser, RULES.code, { version, grounds: 'Uchwała' })
  await proposals.basis.setPrices(organiser, RULES.code, 'bench;Ławka z oparciem;Bench;Лавка;szt.;1800')
  const square = [[[-29.6, 45.45], [-29.5, 45.45], [-29.5, 45.5], [-29.6, 45.5], [-29.6, 45.45]]] // prettier-ignore
  const layer = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { owner: 'city' }, geometry: { type: 'Polygon', coordinates: square } }] } // prettier-ignore
  await proposals.basis.setGround(system('test'), JSON.stringify(layer), 'Zmyślona warstwa miasta testowego', true)
  ania = await house.signedIn('ania@example.org', 'resident', { size: 'phone', script: false })
  borys = await house.signedIn('borys@example.org', 'resident', { size: 'phone', script: true })
  clerk = await house.signedIn('urzednik@example.org', 'steward', { script: true })
})
afterAll(() => house?.close())

const main = (page: Page) => page.locator('main').innerText()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const { write } = { write: (key: string) => t(`proposals.write.${key}` as never) }

let draft: Page
test('written on a phone with a neighbour, saved as one goes, and handed in under its terms', SLOWLY, async () => {
  draft = await house.visit(LIST, ania)
  await press(draft, t('proposals.begin'))
  await draft.waitForURL(/szkice/)
  expect(await main(draft)).toContain(write('lack.title'))
  await draft.fill('#title', 'Ławki przy przystani')
  await draft.fill('#text', 'Dwanaście ławek z oparciem przy alei nad rzeką, żeby starsi mogli odpocząć. Pytania: 601 234 567. '.repeat(2)) // prettier-ignore
  await draft.selectOption('#pool', 'whole')
  await draft.fill('#lat', '45,47')
  await draft.fill('#lon', '-29,55')
  await draft.selectOption('[name=code-0]', 'bench')
  await draft.fill('[name=quantity-0]', '12')
  await draft.fill('#upkeep', '600')
  await draft.fill('#accessibility', 'Przy każdej ławce miejsce na wózek')
  await press(draft, write('save'))
  await draft.waitForURL(/done=saved/)
  expect(await main(draft)).toContain(t('proposals.write.ground.city'))
  expect(await main(draft)).toMatch(/21\s600/)
  await press(draft, write('inviteAuthor'))
  const link = await draft.inputValue('#link')
  const other = await house.visit(new URL(link).pathname, borys)
  await press(other, t('proposals.write.join.author'))
  await other.waitForURL(/done=joined/)
  await expectGoodAnywhere(other)
  // What cannot be sent waits on the device, through a reload too, and goes by itself; a co-author's change is asked about.
  const status = other.locator('[role=status]')
  await other.evaluate(() => (globalThis.fetch = () => Promise.reject(new TypeError('no connection'))))
  await other.fill('#where', 'Przy przystani')
  await status.filter({ hasText: write('auto.offline') }).waitFor()
  await other.reload()
  const savedAt = status.filter({ hasText: /Zapisano: / })
  await savedAt.waitFor()
  expect(await other.inputValue('#where')).toBe('Przy przystani')
  await draft.reload()
  expect(await draft.inputValue('#where')).toBe('Przy przystani')
  await draft.fill('#upkeep', '700')
  await press(draft, write('save'))
  await draft.waitForURL(/done=saved/)
  await other.fill('#where', 'Przy dawnej przystani')
  await other.getByRole('button', { name: write('auto.mine') }).waitFor()
  expect(await main(other)).toContain('700')
  await expectGoodAnywhere(other)
  await press(other, write('auto.mine'))
  await savedAt.waitFor()
  await other.close()
  await draft.reload()
  await draft.check('#terms')
  await press(draft, write('send'))
  expect(await main(draft)).toContain('numer telefonu')
  await draft.check('#terms')
  await draft.check('#personal')
  await press(draft, write('send'))
  await draft.waitForURL(/projekty\/1/)
  expect(await main(draft)).toContain(t('proposals.done.sent'))
  const list = await house.visit(`${LIST}?q=lawka`)
  expect(await main(list)).toContain('Ławki przy przystani')
  await expectGoodAnywhere(list)
  await list.close()
})

/** The office answers what stands first in its queue. */
async function answer(outcome: string, reason: string): Promise<void> {
  const page = await house.visit('/pl/pulpit/projekty-mieszkancow', clerk)
  await page.getByRole('link', { name: /Nr 1/ }).click()
  await page.waitForURL(/projekty-mieszkancow\/./)
  await page.check(`input[value=${outcome}]`)
  await page.fill('#reason', reason)
  if (outcome === 'correction') await expectGood(page)
  await press(page, t('proposals.office.answer'))
  await page.waitForURL(/done=answered/)
  await page.close()
}

test('the office asks for a correction, gets it, and puts it on the list', SLOWLY, async () => {
  await answer('correction', 'Proszę usunąć numer telefonu z opisu.')
  await draft.reload()
  expect(await main(draft)).toContain('Proszę usunąć numer telefonu z opisu.')
  await draft.getByRole('link', { name: t('proposals.page.correct') }).click()
  await draft.waitForURL(/szkice/)
  await draft.fill('#text', 'Dwanaście ławek z oparciem przy alei nad rzeką, żeby starsi mogli odpocząć. '.repeat(2))
  await press(draft, write('save'))
  await draft.waitForURL(/done=saved/)
  await draft.check('#terms')
  await press(draft, write('sendAgain'))
  await draft.waitForURL(/done=corrected/)
  await answer('yes', 'Projekt spełnia wymogi regulaminu.')
  await answer('yes', 'Teren należy do miasta, ławki się zmieszczą.')
  await draft.reload()
  expect(await main(draft)).toContain('Teren należy do miasta')
  expect(await house.unia.participation.budgets.listed(RULES.code)).toMatchObject([{ number: '1', cost_minor: 2_160_000 }]) // prettier-ignore
})

test('a comment is removed with a reason, and its writer appeals', SLOWLY, async () => {
  const page = await house.visit(`${LIST}/1`, borys)
  await page.fill('#comment', 'Kto wymyślił coś tak głupiego?')
  await press(page, t('proposals.talk.send'))
  await page.waitForURL(/done=commented/)
  await expectGoodAnywhere(page)
  const desk = await house.visit('/pl/pulpit', clerk)
  const { discussing, one } = house.unia.participation.proposals
  const { id } = (await one(RULES.code, 1)).proposal
  const [comment] = await discussing.comments(organiser, id)
  await discussing.report(organiser, comment!.id, 'insult')
  await desk.goto('/pl/pulpit/moderacja')
  await expectGoodAnywhere(desk)
  await desk.selectOption('select[name=rule]', 'insult')
  await desk.locator('form[action="?/remove"] textarea').fill('Obraża autorów projektu.')
  await press(desk, t('proposals.office.moderation.remove'))
  await desk.waitForURL(/done=removed/)
  await desk.close()
  await page.reload()
  expect(await main(page)).toContain('Obraża autorów projektu.')
  await page.getByText(t('proposals.talk.appeal'), { exact: true }).click()
  await page.locator('form[action="?/appealComment"] textarea').fill('To było zwykłe pytanie.')
  await press(page, t('proposals.talk.appealSend'))
  await page.waitForURL(/done=commentAppealed/)
  expect(await main(page)).toContain(t('proposals.talk.appealed'))
  await page.close()
})
