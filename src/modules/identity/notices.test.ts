/** What people follow and are told: once, in their language, as they chose, with a way out. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { visitor, type Actor } from '#platform/actor'
import type { Db } from '#platform/db'
import { Browser, house, testHouse, type House } from './testing.ts'
import { DIGEST } from './index.ts'

let home: House
beforeAll(async () => {
  home = await testHouse()
})
afterAll(() => home.database.close())
beforeEach(() => void home.letters.splice(0))

const refusal = (code: string) => expect.objectContaining({ code })
const texts = (text: string) => ({ pl: `${text} pl`, en: `${text} en`, uk: `${text} uk` })
const news = (subject: string) => ({
  ...{ subject, kind: 'project.delayed', title: texts('Delay'), body: texts('Rain.'), path: '/projects/7' },
})
async function follower(email: string, of: House = home): Promise<Actor> {
  const browser: Browser = await of.person(email)
  of.letters.splice(0)
  return (await of.identity.authenticate({ cookie: browser.caller.cookie })).actor
}
const tell = (draft: Parameters<House['identity']['notices']['tell']>[1], of: House = home) =>
  of.database.db.transaction().execute((tx) => of.identity.notices.tell(tx, draft))

test('a follower is told once, in their language, however often the job runs', async () => {
  const { notices } = home.identity
  const anna = await follower('anna@example.org')
  await notices.follow(anna, 'project:7')
  await notices.follow(anna, 'project:7')
  expect(await notices.isFollowing(anna, 'project:7')).toBe(true)
  await tell(news('project:7'))
  await home.work()
  expect(home.letters).toMatchObject([
    { to: 'anna@example.org', subject: 'Delay en', unsubscribe: expect.stringContaining('https://unia.example/api') },
  ])
  expect(home.letters[0]!.text).toContain('https://unia.example/en/projects/7')
  await home.runAgain()
  expect(home.letters).toHaveLength(1)
  expect(await notices.told(anna)).toMatchObject([{ title: texts('Delay'), path: '/projects/7' }])
  expect(await notices.ofSubject('project:7')).toHaveLength(1)
})

test('nothing is told that was rolled back, nor to whoever follows no more', async () => {
  const { notices } = home.identity
  const ola = await follower('ola@example.org')
  await notices.follow(ola, 'project:8')
  const failed = home.database.db.transaction().execute(async (tx) => {
    await notices.tell(tx, news('project:8'))
    throw new Error('after all not')
  })
  await expect(failed).rejects.toThrow('after all not')
  await home.work()
  await notices.unfollow(ola, 'project:8')
  await tell(news('project:8'))
  await home.work()
  expect(home.letters).toEqual([])
})

test('a title of several lines is told all the same: on one', async () => {
  const { notices } = home.identity
  await notices.follow(await follower('lines@example.org'), 'proposal:lines')
  await tell({ ...news('proposal:lines'), title: texts('A\r\nBcc: b@example.org\u2028c') })
  await home.work()
  expect(home.letters).toMatchObject([{ subject: 'A Bcc: b@example.org c en' }])
})

test('the weekly letter gathers what waited, once; who wants none finds it on the page', async () => {
  const { notices } = home.identity
  const [weekly, never] = [await follower('weekly@example.org'), await follower('never@example.org')]
  await notices.choose(weekly, 'weekly')
  await notices.choose(never, 'never')
  for (const person of [weekly, never]) await notices.follow(person, 'budget:x')
  await tell(news('budget:x'))
  await tell({ ...news('budget:x'), title: texts('Second') })
  await home.work()
  expect(home.letters).toEqual([])
  await home.run(DIGEST.job)
  await home.run(DIGEST.job)
  expect(home.letters).toMatchObject([{ to: 'weekly@example.org', subject: '2 pieces of news from Unia' }])
  expect(home.letters[0]!.text).toMatch(/Delay en[\s\S]*Second en/)
  expect(await notices.told(never)).toHaveLength(2)
})

test('what concerns one person comes at once, whatever they chose, and without a way out', async () => {
  const { notices } = home.identity
  const [one, other] = [await follower('one@example.org'), await follower('another@example.org')]
  await notices.choose(one, 'never')
  await tell({ ...news(''), subject: undefined, accountId: one.id })
  await home.work()
  expect(home.letters).toMatchObject([{ to: 'one@example.org', unsubscribe: undefined }])
  expect(await notices.told(other)).toEqual([])
  // An account that is gone holds up nobody.
  await tell({ accountId: '00000000-0000-4000-8000-000000000000', kind: 'test', title: texts('T'), body: texts('B'), path: '/x' }) // prettier-ignore
})

test('the way out works without signing in, for that subject and that person alone', async () => {
  const { notices } = home.identity
  const [gone, stays] = [await follower('gone@example.org'), await follower('stays@example.org')]
  for (const person of [gone, stays]) await notices.follow(person, 'proposal:3')
  await notices.follow(gone, 'proposal:4')
  await tell(news('proposal:3'))
  await home.work()
  const letter = home.letters.find(({ to }) => to === 'gone@example.org')!
  const token = new URL(letter.unsubscribe!).searchParams.get('token')!
  expect(notices.unsubscription(token)).toEqual({ subject: 'proposal:3' })
  await notices.unsubscribe(token)
  await notices.unsubscribe(token)
  expect((await notices.following(gone)).map(({ subject }) => subject)).toEqual(['proposal:4'])
  expect(await notices.isFollowing(stays, 'proposal:3')).toBe(true)
  const [text, mac] = token.split('.') as [string, string]
  const stolen = Buffer.from(`${stays.id} proposal:3`).toString('base64url')
  for (const bad of ['', 'x', `${text}.`, `${stolen}.${mac}`, `${text}.${mac.slice(1)}`, token.toUpperCase()])
    await expect(notices.unsubscribe(bad)).rejects.toEqual(refusal('identity.linkExpired'))
})

test('only a person follows, and only what has the form of a subject', async () => {
  const { notices } = home.identity
  await expect(notices.follow(visitor, 'project:1')).rejects.toEqual(refusal('unauthenticated'))
  await expect(notices.follow(house, 'project:1')).rejects.toEqual(refusal('forbidden'))
  expect(await notices.isFollowing(visitor, 'project:1')).toBe(false)
  const anna = await follower('form@example.org')
  for (const bad of ['', 'project', 'project:', 'Project:1', 'project:1 2', `p:${'x'.repeat(200)}`])
    await expect(notices.follow(anna, bad)).rejects.toThrow()
  await expect(tell({ ...news('project:1'), path: '//evil.example' })).rejects.toThrow()
  await expect(tell({ ...news('project:1'), accountId: anna.id })).rejects.toThrow()
})

test('a telling that is cut off goes on where it stopped: nobody twice, nobody left out', async () => {
  let left = 7
  const send = async (tx: Db, { to }: { to: string }) => {
    if (to.includes('reader') && left-- === 0) throw new Error('killed')
    await sql`insert into letters values (${to})`.execute(tx)
    return to
  }
  const other = await testHouse(fixedClock('2026-11-26T10:00:00Z'), { mail: { send } })
  try {
    await sql`create table letters (recipient text)`.execute(other.database.db)
    await sql`insert into identity_accounts (id, name, email, language)
      select gen_random_uuid(), 'R', 'reader' || n || '@example.org', 'en' from generate_series(1, 450) n`.execute(
      other.database.db,
    )
    await sql`insert into identity_follows select id, 'project:9', now() from identity_accounts`.execute(
      other.database.db,
    )
    await tell(news('project:9'), other)
    await expect(other.work()).rejects.toThrow('killed')
    left = 300
    await expect(other.runAgain()).rejects.toThrow('killed')
    left = 1_000
    await other.runAgain()
    const { rows } = await sql<{ all: number; each: number }>`
      select count(*)::int as all, count(distinct recipient)::int as each from letters`.execute(other.database.db)
    expect(rows[0]).toEqual({ all: 450, each: 450 })
  } finally {
    await other.database.close()
  }
})
