/** Organisations and what roles reach, the last administrator, the keys of systems, and those who guess. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { systemIds } from '#platform/ids'
import { createIdentity, type Organisation } from './index.ts'
import { Browser, house, PASSWORD, testHouse, tokenOf, type House } from './testing.ts'

// Sessions keep real time, so the clock begins with it.
const clock = fixedClock(new Date())
const later = (days: number) => new Date(clock.now().getTime() + days * 86_400_000)
let home: House
let department: Organisation
let unit: Organisation
let company: Organisation
let administrator: Actor

const refusal = (code: string) => expect.objectContaining({ code: `identity.${code}` })
const names = (name: string) => ({ pl: name, en: name, uk: name })
const actorOf = async (browser: Browser) => (await home.identity.authenticate({ cookie: browser.caller.cookie })).actor
const actor = async (...person: Parameters<House['person']>) => actorOf(await home.person(...person))

beforeAll(async () => {
  home = await testHouse(clock)
  const make = (kind: 'department' | 'unit' | 'company', parentId?: string) =>
    home.identity.createOrganisation(house, { kind, names: names(kind), parentId })
  department = await make('department', home.city.id)
  unit = await make('unit', department.id)
  company = await make('company')
  administrator = await actor('admin@example.org', 'administrator')
})
afterAll(() => home.database.close())

test('a role reaches its organisation and all under it; the city’s reaches everywhere', async () => {
  const where = [undefined, home.city.id, department.id, unit.id, company.id]
  const reach = ({ can }: Actor) => where.map((id) => can('indicators.publish', id))
  expect(reach(await actor('dep@example.org', 'analyst', department.id))).toEqual([false, false, true, true, false])
  expect(reach(await actor('unit@example.org', 'analyst', unit.id))).toEqual([false, false, false, true, false])
  expect(reach(await actor('city@example.org', 'analyst'))).toEqual([true, true, true, true, true])
  expect(reach(await actor('dpo@example.org', 'dpo'))).toEqual([false, false, false, false, false])
  const resident = await actor('res@example.org', 'resident')
  expect(resident.can('workspace.enter')).toBe(false)
  expect((await actor('ed@example.org', 'editor', unit.id)).can('workspace.enter')).toBe(true)
})

test('the city is founded once, and the same names again change nothing', async () => {
  const again = await home.identity.ensureCity(house, { pl: 'Miasto', en: 'City', uk: 'Місто' })
  expect(again).toEqual(home.city)
  const renamed = await home.identity.ensureCity(house, names('Miasto'))
  expect(renamed.id).toBe(home.city.id)
  expect((await home.identity.organisations())[0]).toEqual(renamed)
})

test('an administrator of a department manages there and nowhere else', async () => {
  const local = await actor('local@example.org', 'administrator', department.id)
  const { identity } = home
  expect(await identity.members(local, unit.id)).toMatchObject([{ role: 'analyst' }, { role: 'editor' }])
  await expect(identity.members(local, company.id)).rejects.toMatchObject({ code: 'forbidden' })
  const draft = { kind: 'unit', names: names('new') } as const
  await expect(identity.createOrganisation(local, draft)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await identity.createOrganisation(local, { ...draft, parentId: unit.id })).toMatchObject({ kind: 'unit' })
  const invite = { email: 'x@example.org', role: 'administrator' } as const
  await expect(identity.invite(local, { ...invite, organisationId: home.city.id })).rejects.toMatchObject({
    status: 403,
  })
  const { invitation, link } = await identity.invite(local, { ...invite, organisationId: unit.id })
  expect(link).toBeUndefined()
  expect(await identity.invitations(local, unit.id)).toMatchObject([{ email: 'x@example.org' }])
  await identity.withdrawInvitation(administrator, invitation.id)
  expect(await identity.invitations(local, unit.id)).toEqual([])
})

test('an organisation that moves takes its reach along, and never under itself', async () => {
  const { identity } = home
  const analyst = await home.person('mover@example.org', 'analyst', department.id)
  const { id, kind, names: named } = await identity.createOrganisation(house, { kind: 'unit', names: names('u') })
  expect((await actorOf(analyst)).can('indicators.publish', id)).toBe(false)
  const move = (parentId?: string) =>
    identity.changeOrganisation(administrator, id, { kind: 'unit', names: named, parentId })
  expect(await move(unit.id)).toEqual({ id, kind, names: named, parentId: unit.id })
  expect((await actorOf(analyst)).can('indicators.publish', id)).toBe(true)
  const circle = { kind: 'department', names: names('d'), parentId: id } as const
  await expect(identity.changeOrganisation(administrator, department.id, circle)).rejects.toEqual(refusal('circle'))
  await move()
  expect((await actorOf(analyst)).can('indicators.publish', id)).toBe(false)
})

test('roles are given and taken, each once', async () => {
  const { identity } = home
  const person = await home.person('roles@example.org', 'editor', company.id)
  const { id: accountId } = await identity.account(person.caller)
  const draft = { accountId, organisationId: company.id, role: 'steward' } as const
  const id = await identity.addMembership(administrator, draft)
  await expect(identity.addMembership(administrator, draft)).rejects.toEqual(refusal('alreadyMember'))
  expect((await actorOf(person)).can('places.load', company.id)).toBe(true)
  await identity.removeMembership(administrator, id)
  await expect(identity.removeMembership(administrator, id)).rejects.toEqual(refusal('unknown'))
  expect((await actorOf(person)).can('places.load', company.id)).toBe(false)
  expect((await home.kinds(administrator.id)).slice(0, 2)).toEqual([
    'identity.membership.removed',
    'identity.membership.created',
  ])
})

test('the last administrator of the city stays, also when two would remove each other at once', async () => {
  const { identity } = home
  const [mine] = (await identity.members(house, home.city.id)).filter(({ role }) => role === 'administrator')
  await expect(identity.removeMembership(administrator, mine!.id)).rejects.toEqual(refusal('lastAdministrator'))
  const second = await home.person('second@example.org', 'administrator')
  const theirs = (await identity.members(house, home.city.id)).find(({ email }) => email === 'second@example.org')!
  const both = await Promise.allSettled([
    identity.removeMembership(administrator, theirs.id),
    identity.removeMembership(await actorOf(second), mine!.id),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const left = (await identity.members(house, home.city.id)).filter(({ role }) => role === 'administrator')
  expect(left).toHaveLength(1)
  administrator = await actor('third@example.org', 'administrator')
})

test('the last administrator cannot delete the account either', async () => {
  const only = await home.person('only@example.org', 'administrator')
  const { id: accountId } = await home.identity.account(only.caller)
  administrator = await actorOf(only)
  for (const { id, role, accountId: of } of await home.identity.members(house, home.city.id)) {
    if (role === 'administrator' && of !== accountId) await home.identity.removeMembership(administrator, id)
  }
  await expect(home.identity.deleteAccount(only.caller, PASSWORD)).rejects.toEqual(refusal('lastAdministrator'))
  expect((await home.identity.account(only.caller)).email).toBe('only@example.org')
})

test('an expired invitation opens nothing, and its address is forgotten', async () => {
  const { link } = await home.identity.invite(house, {
    email: 'late@example.org',
    role: 'editor',
    organisationId: unit.id,
  })
  const began = clock.now()
  clock.set(later(7.01))
  await expect(home.identity.offer(tokenOf(link!))).rejects.toEqual(refusal('linkExpired'))
  clock.set(later(31))
  await home.run('identity.sweep')
  const { rows } = await home.database.pool.query(`select from identity_invitations where email = 'late@example.org'`)
  expect(rows).toHaveLength(0)
  clock.set(began)
})

test('a key does what its scopes say, where it may, until its end', async () => {
  const { identity } = home
  const draft = {
    name: 'Air sensors',
    organisationId: department.id,
    scopes: ['indicators.import' as const],
    expiresAt: later(30),
  }
  const { apiKey, key } = await identity.createKey(administrator, draft)
  expect(key).toMatch(/^unia_[\da-f-]{36}_[\w-]{43}$/)
  const bearer = (text: string) => identity.authenticate({ authorization: text })
  const { actor: system } = await bearer(`Bearer ${key}`)
  expect(system).toMatchObject({ kind: 'key', id: `key:${apiKey.id}`, name: 'Air sensors' })
  const where = [undefined, home.city.id, department.id, unit.id, company.id]
  expect(where.map((id) => system.can('indicators.import', id))).toEqual([false, false, true, true, false])
  expect(system.can('indicators.publish', department.id)).toBe(false)
  expect((await identity.apiKeys(administrator, department.id))[0]!.lastUsedAt).toEqual(clock.now())

  expect(await identity.makerOf(system.id)).toBe(administrator.id)
  for (const other of [administrator.id, 'key:unknown', `key:${department.id}`, 'system:start'])
    expect(await identity.makerOf(other)).toBeUndefined()

  const last = key.at(-1) === 'A' ? 'B' : 'A'
  for (const bad of [
    '',
    'Bearer',
    'Basic abc',
    `Bearer ${key.slice(0, -1)}${last}`,
    'Bearer unia_1_2',
    `Bearer ${key} x`,
  ]) {
    await expect(bearer(bad)).rejects.toMatchObject({ code: 'identity.badKey', status: 401 })
  }
  const began = clock.now()
  clock.set(later(30))
  await expect(bearer(`Bearer ${key}`)).rejects.toEqual(refusal('badKey'))
  clock.set(began)
  await identity.revokeKey(administrator, apiKey.id)
  await expect(bearer(`Bearer ${key}`)).rejects.toEqual(refusal('badKey'))
  const { rows } = await home.database.pool.query(
    `select string_agg(identity_api_keys::text, '') as all from identity_api_keys`,
  )
  expect(rows[0].all).not.toContain(key.slice(42))
  expect(await home.ledgerText()).not.toContain(key.slice(42))
})

test('of a busy key nothing is remembered: revoked, or its organisation moved, here or in another process, it holds at once', async () => {
  const { identity, database } = home
  const make = (parentId?: string) =>
    identity.createOrganisation(house, { kind: 'unit', names: names('busy'), parentId })
  const [upper, lower] = [await make(), await make()]
  const scopes = ['indicators.import' as const]
  const draft = { name: 'Busy', organisationId: upper.id, scopes, expiresAt: later(30) }
  const keys = await Promise.all([1, 2, 3].map(() => identity.createKey(administrator, draft)))
  const bearer = async (key: string) => (await identity.authenticate({ authorization: `Bearer ${key}` })).actor
  const flood = () => Promise.allSettled(keys.flatMap(({ key }) => Array.from({ length: 20 }, () => bearer(key))))
  const opened = async () => (await flood()).map(({ status }) => status === 'fulfilled')
  expect(await opened()).toEqual(Array<boolean>(60).fill(true))
  const names0 = `key:${keys[0]!.apiKey.id}`
  expect((await bearer(keys[0]!.key)).id).toBe(names0)
  expect((await identity.actorNow(names0))!.can('indicators.import', upper.id)).toBe(true)
  expect((await identity.actorNow(administrator.id))!.can('indicators.import', upper.id)).toBe(true)
  for (const nobody of ['key:unknown', `key:${upper.id}`]) expect(await identity.actorNow(nobody)).toBeUndefined()
  expect((await identity.actorNow(upper.id))!.can('indicators.import', upper.id)).toBe(false)

  const reaches = async () => (await bearer(keys[0]!.key)).can('indicators.import', lower.id)
  expect(await reaches()).toBe(false)
  await identity.changeOrganisation(administrator, lower.id, { kind: 'unit', names: names('busy'), parentId: upper.id })
  expect(await reaches()).toBe(true)

  await identity.revokeKey(administrator, keys[0]!.apiKey.id)
  expect(await identity.actorNow(names0)).toBeUndefined()
  // What another process does is only in the database.
  const { id } = keys[1]!.apiKey
  await database.pool.query('update identity_api_keys set revoked_at = $1 where id = $2', [clock.now(), id])
  expect(await opened()).toEqual([...Array<boolean>(40).fill(false), ...Array<boolean>(20).fill(true)])
})

test('nobody makes a key that can more than they, or for longer than a year', async () => {
  const { identity } = home
  const draft = { name: 'K', organisationId: company.id, scopes: ['jobs.manage' as const], expiresAt: later(1) }
  const steward = await actor('steward@example.org', 'steward', company.id)
  await expect(identity.createKey(steward, draft)).rejects.toMatchObject({ code: 'forbidden' })
  const local = await actor('company@example.org', 'administrator', company.id)
  expect((await identity.createKey(local, draft)).apiKey.scopes).toEqual(['jobs.manage'])
  await expect(identity.createKey(local, { ...draft, organisationId: unit.id })).rejects.toMatchObject({
    code: 'forbidden',
  })
  for (const expiresAt of [later(-1), later(0), later(367)]) {
    await expect(identity.createKey(local, { ...draft, expiresAt })).rejects.toEqual(refusal('expiryOutside'))
  }
  const greedy = { ...draft, scopes: ['identity.manage' as never] }
  await expect(identity.createKey(local, greedy)).rejects.toThrow()
})

test('failed work is tried again by whoever may, on the record, and its data are not shown', async () => {
  const { identity, dead } = home
  const letter = {
    id: systemIds.uuid(),
    name: 'mail.send',
    data: { to: 'anna@example.org' },
    error: 'no route',
    failedAt: clock.now(),
  }
  dead.push(letter as never)
  const analyst = await actor('curious@example.org', 'analyst')
  await expect(identity.deadJobs(analyst)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(identity.reviveJobs(analyst)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await identity.deadJobs(administrator)).toEqual([
    { id: letter.id, name: 'mail.send', error: 'no route', failedAt: letter.failedAt },
  ])
  expect(await identity.reviveJobs(administrator)).toBe(1)
  expect(await identity.reviveJobs(administrator)).toBe(0)
  expect((await home.kinds(administrator.id)).filter((kind) => kind === 'identity.jobs.revived')).toHaveLength(1)
})

test('guessing is slowed down for the account, wherever it comes from, and forgiven after a success', async () => {
  const { identity } = home
  const email = 'slow@example.org'
  await home.person(email)
  const guess = (password: string, at: number) =>
    identity.signIn(new Browser(`198.51.100.${at}`).caller, { email, password })
  for (let i = 0; i < 9; i++) await expect(guess('wrong password!', i)).rejects.toEqual(refusal('wrongCredentials'))
  expect((await guess(PASSWORD, 9)).state).toBe('signedIn')
  for (let i = 0; i < 10; i++) await expect(guess('wrong password!', i)).rejects.toEqual(refusal('wrongCredentials'))
  const blocked = { code: 'identity.tooManyAttempts', status: 429, details: { seconds: 15, minutes: 1 } }
  await expect(guess(PASSWORD, 11)).rejects.toMatchObject(blocked)
  await expect(identity.signIn(new Browser().caller, { email: 'nobody@example.org', password: 'x' })).rejects.toEqual(
    refusal('wrongCredentials'),
  )
  const began = clock.now()
  clock.set(new Date(began.getTime() + 16_000))
  expect((await guess(PASSWORD, 11)).state).toBe('signedIn')
  clock.set(began)
})

test('guesses made at once are counted one by one', async () => {
  const email = 'burst@example.org'
  await home.person(email)
  const attempts = await Promise.allSettled(
    Array.from({ length: 14 }, () =>
      home.identity.signIn(new Browser('203.0.113.5').caller, { email, password: 'wrong' }),
    ),
  )
  const codes = attempts.map((attempt) => (attempt as PromiseRejectedResult).reason.code)
  expect(codes.filter((code) => code === 'identity.wrongCredentials')).toHaveLength(10)
  expect(codes.filter((code) => code === 'identity.tooManyAttempts')).toHaveLength(4)
})

test('what cannot be written into the ledger does not happen', async () => {
  await home.person('atomic@example.org')
  const { db } = home.database
  const broken = createIdentity({
    db,
    clock,
    ids: systemIds,
    ledger: { append: () => Promise.reject(new Error('full disk')), list: () => Promise.reject(new Error('unused')) },
    mail: { send: async () => '' },
    jobs: { define: () => {}, enqueue: async () => '', dead: async () => [], revive: async () => 0 },
    events: { emit: async () => {} },
    config: { baseUrl: 'https://unia.example', secret: 'a secret of the tests, long enough to be one' },
  })
  const count = async () =>
    Number((await home.database.pool.query('select count(*) from identity_sessions')).rows[0].count)
  const before = await count()
  const attempt = broken.signIn(new Browser().caller, { email: 'atomic@example.org', password: PASSWORD })
  await expect(attempt).rejects.toThrow('full disk')
  expect(await count()).toBe(before)
  const organisations = (await home.identity.organisations()).length
  await expect(broken.createOrganisation(house, { kind: 'ngo', names: names('n') })).rejects.toThrow('full disk')
  expect(await home.identity.organisations()).toHaveLength(organisations)
})
