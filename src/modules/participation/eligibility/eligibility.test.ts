/** Who may vote, by each way: the same person is one voter, guesses are counted, nothing is on that was not switched on. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clerk, EDITION, openVote, organiser, resident, type TestVote } from '../ballots/testing.ts'
import { rulesOf, three } from '../testing.ts'
import { readRegister } from './register.ts'
import { ageAt, agedBy, codeOf, holdsClaim, normalised, normalisedCode, poolByName } from './rules.ts'

describe('identifiers, ages, codes', () => {
  test.each([['92 05-17 12345', '92051712345'], ['a.b/c', 'ABC'], ['１２', '12'], ['–x—', 'X']])('%s is %s', (typed, is) => {
    expect(normalised(typed)).toBe(is)
  }) // prettier-ignore

  test.each([
    ['2009-06-02', 17],
    ['2009-06-01', 18],
    ['2009', 18],
    ['2009-02-30', undefined],
    ['2028', undefined],
    ['', undefined],
    ['1.06.2009', undefined],
  ])('born %s: %s', (born, age) => expect(ageAt(born, new Date('2027-06-01T00:00:00Z'))).toBe(age))

  test('age is asked only where the edition does', () => {
    const at = new Date('2027-06-01T00:00:00Z')
    expect(agedBy({ at }, undefined)).toEqual({ tooYoung: false, needsConsent: false })
    expect(agedBy({ at, age_min: 16 }, undefined)).toBeUndefined()
    expect(agedBy({ at, age_min: 16, consentUnder: 18 }, '2010')).toEqual({ tooYoung: false, needsConsent: true })
    expect(agedBy({ at, age_min: 16, consentUnder: 18 }, '2012')).toMatchObject({ tooYoung: true })
  })

  test('a code is read as it was heard', () => {
    const code = codeOf(Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 31]))
    expect(code).toBe('0123-4567-89AZ')
    expect(normalisedCode(' ol23 4567-89az')).toBe('0123456789AZ')
  })

  test('a claim is what it is wanted to be, or one of what it is', () => {
    expect(holdsClaim({ city: 'X' }, 'city', 'X')).toBe(true)
    expect(holdsClaim({ roles: ['a', 'b'] }, 'roles', 'b')).toBe(true)
    expect(holdsClaim({ resident: true }, 'resident', 'true')).toBe(true)
    for (const claims of [{}, { city: 'Y' }, { city: '' }, { city: null }, { city: false }])
      expect(holdsClaim(claims, 'city', 'X')).toBe(false)
    expect(holdsClaim({}, 'constructor')).toBe(false)
  })
})

describe('a register with errors', () => {
  const { pools, sections } = rulesOf() as Parameters<typeof poolByName>[0]
  const needs = {
    ages: { at: new Date('2027-03-11'), age_min: 16 },
    districts: true,
    poolOf: poolByName({ pools, sections }),
  }
  const read = (text: string) => readRegister(Buffer.from(text), needs)

  test('is told row by row, and none of its values is repeated', async () => {
    const found = await read('id;born;district\nA1;1990;Old Town\n;1990;old-town\na-1;1990;old-town\nA2;x;old-town\nA3;1990;\nA4;1990;Moon\nA5;2020;old-town\n')
    expect(found.errors).toEqual([
      { line: 3, problem: 'idMissing' },
      { line: 4, problem: 'idTwice' },
      { line: 5, problem: 'bornWrong' },
      { line: 6, problem: 'districtMissing' },
      { line: 7, problem: 'districtUnknown' },
    ])
    expect([found.read, found.tooYoung, found.rows]).toEqual([7, 1, [{ identifier: 'A1', pool: 'old-town', needsConsent: false }]])
  }) // prettier-ignore

  test.each(['', 'a,b\n1,2', 'id\n1', '\u0000\u0001', '<html>'])('no register: %j', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'Refusal' })
  })
})

describe('in an edition', () => {
  let vote: TestVote
  const refuses = (work: Promise<unknown>, code: string) =>
    expect(work).rejects.toMatchObject({ code: `participation.${code}` })
  beforeAll(async () => {
    const demand = (code: 'age' | 'consentUnder18') => ({ code, on: true, reason: three('x'), legalNote: three('x') })
    vote = await openVote({
      rules: {
        vote: {
          ways: ['register', 'declaration', 'code', 'oidc', 'paper'],
          demands: [demand('age'), demand('consentUnder18')],
          ...{ age_min: 16, consentUnder: 18 },
          oidc: { claim: 'resident', equals: 'yes', person: 'sub', district: 'district' },
        },
      },
    })
    const file =
      'id,born,district\nP-1,1990,old-town\nP-2,2010,old-town\nP-3,1985,old-town\nP-4,2020,old-town\nP-5,2010,old-town'
    const taken = await vote.eligibility.importRegister(organiser, EDITION, Buffer.from(file))
    expect(taken).toMatchObject({ rows: 5, added: 4, tooYoung: 1, errorCount: 0 })
  })
  afterAll(() => vote.close())

  test('the register holds hashes under a key that is not in the database', async () => {
    const { rows } = await vote.database.pool.query('select t::text as text from participation_register t')
    expect(rows).toHaveLength(4)
    const unkeyed = [1, 2, 3, 5].map((n) => createHash('sha256').update(`person:P${n}`).digest('base64url'))
    for (const { text } of rows as { text: string }[]) {
      expect(text).toMatch(/^\(test-1,[\w-]{43},old-town,[tf]\)$/)
      expect(unkeyed.some((hash) => text.includes(hash))).toBe(false)
    }
    const again = await vote.eligibility.importRegister(organiser, EDITION, Buffer.from('id,born,district\nP1,1990,old-town'))
    expect(again.added).toBe(0)
    const bad = await vote.eligibility.importRegister(organiser, EDITION, Buffer.from('id,born,district\nP9,1990,old-town\nP8,x,old-town'))
    expect(bad).toMatchObject({ added: 0, errorCount: 1 })
    expect((await vote.eligibility.counts(clerk(1), EDITION)).register).toBe(4)
  }) // prettier-ignore

  test('one person is one voter, whoever claims it and by whichever way', async () => {
    const { eligibility } = vote
    const voter = await eligibility.claimByRegister(resident(1), EDITION, 'p1')
    expect(await eligibility.claimByRegister(resident(1), EDITION, 'P-1')).toEqual(voter)
    await refuses(eligibility.claimByRegister(resident(2), EDITION, 'P-1'), 'alreadyClaimed')
    await refuses(eligibility.claimByRegister(resident(1), EDITION, 'P-3'), 'otherVoter')
    const twice = await Promise.allSettled([7, 8].map((n) => eligibility.claimByRegister(resident(n), EDITION, 'P-3')))
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const found = await eligibility.lookUp(clerk(1), EDITION, { identifier: 'P-1' })
    expect(found.voter.id).toBe(voter.id)
    await expect(eligibility.lookUp(resident(1), EDITION, { identifier: 'P-1' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('who guesses waits until tomorrow', async () => {
    const guess = (n: number) => vote.eligibility.claimByRegister(resident(50), EDITION, `G-${n}`)
    for (let n = 0; n < 10; n++) await refuses(guess(n), 'notInRegister')
    await refuses(guess(10), 'tooManyGuesses')
    await refuses(vote.eligibility.claimByRegister(resident(50), EDITION, 'P-2'), 'tooManyGuesses')
  })

  test('under age: no ballot before a parent’s consent is recorded', async () => {
    const { eligibility, ballots } = vote
    expect((await eligibility.claimByRegister(resident(2), EDITION, 'P-2')).needsConsent).toBe(true)
    await vote.begin()
    await refuses(vote.token(2, 'district', 'old-town'), 'consentMissing')
    await eligibility.recordConsent(clerk(1), EDITION, { identifier: 'P-2' }, 'The mother, identity card shown')
    await vote.token(2, 'district', 'old-town')
    expect((await eligibility.standing({ actor: resident(2) }, EDITION)).entitlements).toHaveLength(1)
    expect((await ballots.numbers(EDITION)).pools['old-town']).toEqual({ issued: 1, paperEntitled: 0 })
  })

  test('a parent consents from home: a voter who needs no consent, for whom the child’s account stands, until a ballot is issued', async () => {
    const { eligibility, parents, told } = vote
    const [parent, child, second] = [resident(1), resident(5), resident(6)]
    await eligibility.claimByRegister(child, EDITION, 'P-5')
    await refuses(eligibility.askParent(child, EDITION), 'parentMissing')
    await refuses(eligibility.consentTo(parent, EDITION, child.id), 'childUnknown')
    // Another address of the child's own is no parent.
    parents.set(child.id, second.id)
    await refuses(eligibility.consentTo(second, EDITION, child.id), 'noVoter')
    parents.set(child.id, parent.id)
    told.splice(0)
    for (let n = 0; n < 3; n++) await eligibility.askParent(child, EDITION)
    await refuses(eligibility.askParent(child, EDITION), 'tooManyGuesses')
    expect(told).toEqual(Array(3).fill({ accountId: parent.id, section: 'consent', kind: 'asked' }))
    const state = async () => (await eligibility.children(parent, EDITION)).map(({ consent }) => consent)
    expect(await state()).toEqual(['missing'])
    await eligibility.consentTo(parent, EDITION, child.id)
    expect(await state()).toEqual(['given'])

    // It ends with what connects the two, and by being taken back.
    parents.delete(child.id)
    await refuses(vote.token(5, 'district', 'old-town'), 'consentMissing')
    parents.set(child.id, parent.id)
    await eligibility.takeConsentBack(parent, EDITION, child.id)
    await refuses(vote.token(5, 'district', 'old-town'), 'consentMissing')
    await eligibility.consentTo(parent, EDITION, child.id)
    await vote.token(5, 'district', 'old-town')
    expect(await state()).toEqual(['used'])
    await refuses(eligibility.takeConsentBack(parent, EDITION, child.id), 'consentUsed')
  }) // prettier-ignore

  test('looking somebody up makes nothing of them', async () => {
    const { eligibility } = vote
    const [code] = await eligibility.makeCodes(organiser, EDITION, { count: 1, pool: 'old-town' })
    await eligibility.importRegister(organiser, EDITION, Buffer.from('id,born,district\nP-6,1970,old-town'))
    const before = await eligibility.counts(clerk(1), EDITION)
    for (const who of [{ identifier: 'P-6' }, { code: code! }]) {
      const { voter } = await eligibility.lookUp(clerk(1), EDITION, who)
      expect([voter.pool, voter.id]).toEqual(['old-town', undefined])
    }
    expect(await eligibility.counts(clerk(1), EDITION)).toEqual(before)
    await eligibility.handOut(clerk(1), EDITION, { identifier: 'P-6' }, { section: 'district', pool: 'old-town' })
    expect((await eligibility.counts(clerk(1), EDITION)).voters).toBe(before.voters + 1)
  })

  test('a code is one voter, shown once and kept as a hash; a wrong one is none', async () => {
    const { eligibility } = vote
    const [code] = await eligibility.makeCodes(organiser, EDITION, { count: 2, pool: 'old-town' })
    const { rows } = await vote.database.pool.query('select t::text as text from participation_codes t')
    for (const { text } of rows as { text: string }[]) expect(text).not.toContain(normalisedCode(code!))
    const both = await Promise.all([1, 2].map(() => eligibility.voterOf({ actor: resident(0), code: code!.toLowerCase() }, EDITION)))
    expect(both[0]!.id).toBe(both[1]!.id)
    await refuses(eligibility.voterOf({ actor: resident(0), code: '0000-0000-0000' }, EDITION), 'codeWrong')
  }) // prettier-ignore

  test('letters are made of a list of which nothing stays; who votes by the register does not vote by a letter too', async () => {
    const { eligibility } = vote
    const list = (...rows: string[]) => Buffer.from(['name;address;id;born;district', ...rows].join('\n'))
    const write = (...rows: string[]) => eligibility.writeLetters(organiser, EDITION, list(...rows))
    const before = await eligibility.counts(clerk(1), EDITION)
    const wrong = await write('Ewa Lis;;L-1;1980;old-town', ';ul. Portowa 7;L-2;1980;old-town', 'Jan Lis;x;;1980;old-town', 'Jan Lis;x;L-3;soon;moon') // prettier-ignore
    expect(wrong.errors.map(({ problem }) => problem)).toEqual(['addressMissing', 'nameMissing', 'idMissing', 'bornWrong']) // prettier-ignore
    expect(wrong.letters).toEqual([])
    expect(await eligibility.counts(clerk(1), EDITION)).toEqual(before)
    await expect(eligibility.writeLetters(clerk(1), EDITION, list())).rejects.toMatchObject({ code: 'forbidden' })
    const claimed = await eligibility.claimByRegister(resident(1), EDITION, 'P-1')
    const { letters } = await write('Ewa Wyjątkowa;ul. Niezwykła 7, Lublin;p1;1980;old-town')
    expect(letters).toMatchObject([{ name: 'Ewa Wyjątkowa', address: 'ul. Niezwykła 7, Lublin' }])
    const { code } = letters[0]!
    expect((await eligibility.voterOf({ actor: resident(0), code }, EDITION)).id).toBe(claimed.id)
    const { rows } = await vote.database.pool.query("select t::text as text from participation_codes t union all select t::text from ledger_pending t")
    for (const { text } of rows as { text: string }[]) expect(text).not.toMatch(new RegExp(`Wyjątkowa|Niezwykła|${normalisedCode(code)}`)) // prettier-ignore
  }) // prettier-ignore

  test('a declaration is decided once, and then forgotten', async () => {
    const { eligibility } = vote
    const draft = { name: 'Jan Nowak', address: 'ul. Portowa 7', pool: 'old-town', born: '1980' }
    await refuses(eligibility.declare(resident(20), EDITION, { ...draft, born: '2020' }), 'tooYoung')
    await refuses(eligibility.declare(resident(20), EDITION, { ...draft, pool: 'city' }), 'poolUnknown')
    expect((await eligibility.declare(resident(20), EDITION, draft)).declared).toBe('waiting')
    await refuses(eligibility.declare(resident(20), EDITION, draft), 'declarationWaits')
    const { id } = (await eligibility.declarations(clerk(1), EDITION))[0]!
    const decide = (n: number, confirm: boolean) =>
      eligibility.decide(clerk(n), EDITION, id, { confirm, reason: 'Seen' })
    const two = await Promise.allSettled([decide(1, true), decide(2, false)])
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await vote.database.pool.query('select said from participation_declarations')
    expect(rows).toEqual([{ said: null }])
    const standing = await eligibility.standing({ actor: resident(20) }, EDITION)
    expect(['confirmed', 'refused']).toContain(standing.declared)
    expect(standing.voter !== undefined).toBe(standing.declared === 'confirmed')
    // Once it is confirmed, the same from a second account is not.
    for (const n of [21, 22])
      await eligibility.declare(resident(n), EDITION, { ...draft, name: 'Ewa  Lis', born: '1975' })
    const [one, other] = await eligibility.declarations(clerk(1), EDITION)
    await eligibility.decide(clerk(1), EDITION, one!.id, { confirm: true, reason: 'Seen' })
    const again = (confirm: boolean) => eligibility.decide(clerk(1), EDITION, other!.id, { confirm, reason: 'Seen' })
    await refuses(again(true), 'declaredTwice')
    await again(false)
    // With the account goes what it declared; whoever voted is the same voter by another account.
    await eligibility.declare(resident(23), EDITION, { ...draft, name: 'Ola Bąk' })
    await eligibility.forget({ accountId: resident(23).id })
    expect(await eligibility.declarations(clerk(1), EDITION)).toEqual([])
    const before = await eligibility.claimByRegister(resident(1), EDITION, 'P-1')
    await eligibility.forget({ accountId: resident(1).id })
    expect((await eligibility.claimByRegister(resident(24), EDITION, 'P-1')).id).toBe(before.id)
  })

  test('an outside login says what the edition asks, of a person who is the same each time', async () => {
    const { eligibility, claims } = vote
    await refuses(eligibility.claimByLogin(resident(30), EDITION), 'claimMissing')
    claims.set(resident(30).id, { resident: 'no', sub: 'x' })
    await refuses(eligibility.claimByLogin(resident(30), EDITION), 'claimMissing')
    claims.set(resident(30).id, { resident: 'yes', sub: 'x', district: 'Old Town' })
    await refuses(eligibility.claimByLogin(resident(30), EDITION), 'bornMissing')
    for (const n of [30, 31]) claims.set(resident(n).id, { resident: 'yes', sub: 'x', district: 'Old Town', birthdate: '1980-01-01' })
    expect(await eligibility.claimByLogin(resident(30), EDITION)).toMatchObject({ way: 'oidc', pool: 'old-town' })
    await refuses(eligibility.claimByLogin(resident(31), EDITION), 'alreadyClaimed')
  }) // prettier-ignore
})

test('every way is off that was not switched on', async () => {
  const vote = await openVote({ rules: { vote: { ways: ['paper'] } } })
  const off = { code: 'participation.wayOff' }
  const { eligibility } = vote
  await expect(eligibility.claimByRegister(resident(1), EDITION, 'x')).rejects.toMatchObject(off)
  await expect(eligibility.claimByLogin(resident(1), EDITION)).rejects.toMatchObject(off)
  await expect(eligibility.declare(resident(1), EDITION, { name: 'x', address: 'x' })).rejects.toMatchObject(off)
  await expect(eligibility.voterOf({ actor: resident(1), code: 'x' }, EDITION)).rejects.toMatchObject(off)
  await expect(eligibility.makeCodes(organiser, EDITION, { count: 1 })).rejects.toMatchObject(off)
  await vote.close()
})
