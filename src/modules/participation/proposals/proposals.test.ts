/** Residents write together and hand in; offices answer in public; two become one; what is said is moderated, with reasons and appeals. */
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { during, EDITION, openParticipation, organiser, three, type TestParticipation } from '../testing.ts'
import type { ContentDraft } from './types.ts'

const CITY = '00000000-0000-7000-8000-000000000001'
const PARKS = '00000000-0000-7000-8000-000000000002'
const ROADS = '00000000-0000-7000-8000-000000000003'
const offices = [[CITY, 'city'], [PARKS, 'department'], [ROADS, 'department']] as const // prettier-ignore
const resident = (id: string): Actor => ({ id, kind: 'person', name: id, can: () => false })
const official = (id: string, where: string): Actor => ({
  ...{ id, kind: 'person' },
  can: (may, at) => may === 'participation.answer' && (where === CITY || at === where),
})
const [ania, borys, celina] = [resident('ania'), resident('borys'), resident('celina')]
const [clerk, other, gardener] = [official('clerk', CITY), official('other', CITY), official('gardener', PARKS)]
const moderator = (id: string): Actor => ({ id, kind: 'person', can: (may) => may === 'participation.moderate' })
const [mod, mod2] = [moderator('mod'), moderator('mod2')]

let house: TestParticipation
const told: string[] = []
beforeAll(async () => {
  house = await openParticipation((needs) => ({
    ...needs,
    identity: {
      ...needs.identity,
      organisations: async () => offices.map(([id, kind]) => ({ id, kind, names: three(kind) })),
      notices: { ...needs.identity.notices, tell: async (_, { kind }) => void told.push(kind) },
    },
  }))
  await house.edition({ submit: { who: 'anyone', supporters: 2 }, categories: [{ code: 'green', names: three('Green') }] }) // prettier-ignore
  await house.proposals.basis.setPrices(organiser, EDITION, 'bench;Ławka;Bench;Лавка;szt.;1800')
})
afterAll(() => house.close())
beforeEach(() => house.clock.set(during('submission')))

const code = (code: string) => expect.objectContaining({ code }) as unknown
const draft = (more: ContentDraft = {}): ContentDraft => ({
  ...{ title: 'Ławki nad rzeką', text: 'Dwanaście ławek z oparciem przy alei. '.repeat(4), pool: 'old-town', category: 'green' }, // prettier-ignore
  ...{ place: [22.57, 51.25], cost: [{ code: 'bench', quantity: 12, unit_minor: 0 }], upkeep_minor: 0 },
  ...{ accessibility: 'Z podłokietnikami, obok miejsce na wózek', ...more },
})
const REASON = 'Zgodnie z regulaminem, paragraf 5.'

/** Written by Ania with Borys, and handed in. */
async function sent(more: ContentDraft = {}) {
  const { writing, together } = house.proposals
  const id = await writing.begin(ania, EDITION, draft(more))
  await together.join(borys, await together.invite(ania, id, 'author'))
  const number = await writing.send(ania, id, { terms: true })
  return { id, number }
}
const openTask = async (id: string) => (await house.proposals.checking.tasksOf(id)).find(({ answer }) => answer === null)! // prettier-ignore
async function accept(id: string) {
  const { checking } = house.proposals
  await checking.answer(clerk, (await openTask(id)).id, { outcome: 'yes', reason: REASON, organisations: [PARKS] })
  await checking.answer(gardener, (await openTask(id)).id, { outcome: 'yes', reason: REASON })
}

test('a draft is for its authors alone, and nothing that one of them wrote is overwritten by another', async () => {
  const { writing, together, own } = house.proposals
  await expect(writing.begin(visitor, EDITION)).rejects.toThrow(code('unauthenticated'))
  const id = await writing.begin(ania, EDITION, { title: 'Ławki' })
  await expect(own(borys, id)).rejects.toThrow(code('proposals.unknown'))
  await expect(writing.save(borys, id, 1, draft())).rejects.toThrow(code('proposals.unknown'))
  const link = await together.invite(ania, id, 'author')
  expect((await together.behindLink(visitor, link)).one.content.title).toBe('Ławki')
  await together.join(borys, link)
  await expect(together.join(celina, link)).rejects.toThrow(code('proposals.linkUsed'))
  expect(await writing.save(borys, id, 1, draft())).toBe(2)
  await expect(writing.save(ania, id, 1, draft({ title: 'Moje' }))).rejects.toThrow(code('proposals.savedMeanwhile'))
  expect((await own(ania, id)).one).toMatchObject({ revision: 2, cost_minor: 2_160_000 })
  expect(await house.proposals.all(EDITION)).toEqual([])
  const support = await together.invite(ania, id, 'support')
  await together.join(celina, support)
  expect((await own(ania, id)).supporters).toBe(3)
  await writing.discard(ania, id)
  await expect(own(ania, id)).rejects.toThrow(code('proposals.unknown'))
})

test('handed in whole, under its terms, in the days for it, without numbers of persons', async () => {
  const { writing } = house.proposals
  const id = await writing.begin(ania, EDITION, draft({ accessibility: '', text: 'krótko' }))
  await expect(writing.send(ania, id, { terms: true })).rejects.toMatchObject({ code: 'proposals.incomplete', details: { lacks: ['text', 'accessibility', 'supporters'] } }) // prettier-ignore
  const { id: whole } = await sent({ title: 'Ławki pod lasem', helps: 'trees' })
  expect(await house.proposals.helping(['trees', 'noise'])).toMatchObject([{ title: 'Ławki pod lasem', indicator: 'trees' }]) // prettier-ignore
  await expect(writing.save(ania, whole, 5, draft())).rejects.toThrow(code('proposals.notNow'))
  const held = await writing.begin(
    ania,
    EDITION,
    draft({ text: `${'Ławka dla sąsiada. '.repeat(8)} PESEL 44051401359` }),
  )
  await house.proposals.together.join(borys, await house.proposals.together.invite(ania, held, 'support'))
  await expect(writing.send(ania, held, { terms: false })).rejects.toThrow(code('proposals.termsNotAccepted'))
  await expect(writing.send(ania, held, { terms: true, personal: true })).rejects.toThrow(code('proposals.personalHeld')) // prettier-ignore
  await writing.save(ania, held, 1, draft({ text: `${'Ławka dla sąsiada. '.repeat(8)} tel. 601 234 567` }))
  await expect(writing.send(ania, held, { terms: true })).rejects.toThrow(code('proposals.personalAsked'))
  house.clock.set(during('formalCheck'))
  await expect(writing.send(ania, held, { terms: true, personal: true })).rejects.toThrow(code('participation.phaseClosed')) // prettier-ignore
  await expect(writing.begin(ania, EDITION)).rejects.toThrow(code('participation.phaseClosed'))
})

test('two hand in at once: two numbers', async () => {
  const { writing, together } = house.proposals
  const ids = await Promise.all([1, 2, 3].map((n) => writing.begin(ania, EDITION, draft({ title: `Drzewa ${n} przy szkole` })))) // prettier-ignore
  for (const id of ids) await together.join(borys, await together.invite(ania, id, 'support'))
  const numbers = await Promise.all(ids.map((id) => writing.send(ania, id, { terms: true })))
  expect(new Set(numbers).size).toBe(3)
})

test('what is written is kept without tricks; photos without traces, and none of 300 MB', async () => {
  const { writing, own } = house.proposals
  const id = await writing.begin(ania, EDITION, draft({ title: '<script>alert(1)</script> \u202eławki\u200b' }))
  expect((await own(ania, id)).one.content.title).toBe('<script>alert(1)</script> ławki')
  const endless = Readable.from(
    (function* () {
      for (let n = 0; n < 300; n++) yield Buffer.alloc(1_000_000)
    })(),
  )
  await expect(writing.keepPhoto(ania, id, endless)).rejects.toThrow(code('files.tooLarge'))
  await expect(writing.keepPhoto(ania, id, Readable.from([Buffer.from('<svg onload=alert(1)>')]))).rejects.toThrow(code('photos.unreadable')) // prettier-ignore
  await expect(writing.keepPhoto(celina, id, endless)).rejects.toThrow(code('proposals.unknown'))
})

test('checked in public: a correction with its versions, opinions together, the list for the vote', async () => {
  const { checking, writing, one, list, edition } = house.proposals
  const { id, number } = await sent()
  const task = await openTask(id)
  expect(task).toMatchObject({ step: 'formal', dueAt: (await edition(EDITION)).phases[1]!.to })
  expect((await checking.queue(clerk)).map((each) => each.id)).toContain(task.id)
  expect(await checking.queue(gardener)).toEqual([])
  await expect(checking.answer(gardener, task.id, { outcome: 'yes', reason: REASON })).rejects.toThrow(code('forbidden')) // prettier-ignore
  await expect(checking.answer(clerk, task.id, { outcome: 'no', reason: 'nie' })).rejects.toThrow(code('proposals.reasonMissing')) // prettier-ignore
  await checking.answer(clerk, task.id, { outcome: 'correction', reason: 'Brakuje liczby ławek w opisie.' })
  house.clock.set(during('formalCheck'))
  const { revision } = (await house.proposals.own(ania, id)).one
  await writing.save(ania, id, revision, draft({ title: 'Dwanaście ławek nad rzeką' }))
  expect((await one(EDITION, number)).proposal.content.title).toBe('Ławki nad rzeką')
  expect(await writing.send(borys, id, { terms: true })).toBe(number)
  const { versions, proposal } = await one(EDITION, number)
  expect(versions.map(({ content }) => content.title)).toEqual(['Ławki nad rzeką', 'Dwanaście ławek nad rzeką'])
  expect(proposal).toMatchObject({ state: 'formalCheck', version: 2 })
  await checking.answer(clerk, (await openTask(id)).id, { outcome: 'yes', reason: REASON, organisations: [PARKS, ROADS] }) // prettier-ignore
  const opinions = (await checking.tasksOf(id)).filter(({ step }) => step === 'opinion')
  await checking.answer(gardener, opinions.find(({ organisationId }) => organisationId === PARKS)!.id, { outcome: 'yes', reason: REASON }) // prettier-ignore
  expect((await one(EDITION, number)).proposal.state).toBe('opinions')
  await checking.answer(other, opinions.find(({ organisationId }) => organisationId === ROADS)!.id, { outcome: 'yes', reason: REASON }) // prettier-ignore
  expect(await list(house.db, await edition(EDITION))).toMatchObject([{ number: String(number), pool: 'old-town', proposalId: id, cost_minor: 2_160_000, category: 'green', area: 'test/old-town', place: [22.57, 51.25] }]) // prettier-ignore
  expect(await house.budgets.listed(EDITION)).toHaveLength(1)
  expect(told).toEqual(expect.arrayContaining(['proposals.correction', 'proposals.checked', 'proposals.accepted']))
})

test('two of the office answer at once: one wins, the other is told', async () => {
  const { checking, one } = house.proposals
  const { id, number } = await sent({ title: 'Dwie odpowiedzi naraz' })
  const task = await openTask(id)
  const both = await Promise.allSettled([
    checking.answer(clerk, task.id, { outcome: 'yes', reason: REASON }),
    checking.answer(other, task.id, { outcome: 'no', reason: REASON }),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'proposals.answeredMeanwhile' } }) // prettier-ignore
  const { tasks, proposal } = await one(EDITION, number)
  const answered = tasks.find((each) => each.id === task.id)!.answer!.outcome
  expect(proposal.state).toBe(answered === 'yes' ? 'opinions' : 'rejected')
})

test('an appeal in its days, decided by another person', async () => {
  const { checking, one } = house.proposals
  const { id, number } = await sent({ title: 'Odwołanie' })
  await checking.answer(clerk, (await openTask(id)).id, { outcome: 'no', reason: 'Teren nie należy do miasta.' })
  await expect(checking.appeal(celina, id, 'To nieprawda, mam mapę')).rejects.toThrow(code('proposals.notAuthor'))
  house.clock.set(during('list'))
  await expect(checking.appeal(ania, id, 'To nieprawda, mam mapę')).rejects.toThrow(code('proposals.appealLate'))
  house.clock.set(during('appeal'))
  await checking.appeal(ania, id, 'To nieprawda, mam mapę')
  const { id: task } = await openTask(id)
  await expect(checking.answer(clerk, task, { outcome: 'no', reason: REASON })).rejects.toThrow(code('proposals.secondOpinion')) // prettier-ignore
  await checking.answer(other, task, { outcome: 'yes', reason: REASON })
  expect((await one(EDITION, number)).proposal.state).toBe('accepted')
  await expect(checking.appeal(ania, id, 'Jeszcze jedno odwołanie')).rejects.toThrow(code('proposals.alreadyAppealed'))
})

test('similar ones are found, and become one when both sides agree', async () => {
  const { together, similar, one, isAuthor } = house.proposals
  const first = await sent({ title: 'Plac zabaw przy Lipowej', text: 'Huśtawki, zjeżdżalnia i piaskownica dla dzieci z osiedla. '.repeat(3) }) // prettier-ignore
  const found = await similar(EDITION, { title: 'Place zabaw na Lipowej', text: 'Huśtawka dla dzieci', place: [22.571, 51.25] }) // prettier-ignore
  expect(found[0]).toMatchObject({ number: first.number })
  const id = await house.proposals.writing.begin(celina, EDITION, draft({ title: 'Plac zabaw na Lipowej' }))
  await together.join(borys, await together.invite(celina, id, 'support'))
  const number = await house.proposals.writing.send(celina, id, { terms: true })
  await expect(together.proposeMerge(celina, id, id)).rejects.toThrow(code('proposals.sameProposal'))
  await expect(together.agreeMerge(ania, id, first.id)).rejects.toThrow(code('proposals.unknown'))
  await together.proposeMerge(celina, id, first.id)
  await expect(together.agreeMerge(celina, id, first.id)).rejects.toThrow(code('proposals.notAuthor'))
  await together.agreeMerge(ania, id, first.id)
  expect(await one(EDITION, number)).toMatchObject({ mergedInto: first.number, proposal: { state: 'merged' } })
  expect(await isAuthor(celina, first.id)).toBe(true)
})

test('withdrawn, it asks nobody any more; translated, it says by whom', async () => {
  const { checking, writing, one, all } = house.proposals
  const { id, number } = await sent({ title: 'Do wycofania' })
  await checking.translate(borys, id, { language: 'en', title: 'To be withdrawn', text: 'Benches' })
  await expect(checking.translate(celina, id, { language: 'uk', title: 'x', text: 'x' })).rejects.toThrow(code('proposals.notAuthor')) // prettier-ignore
  expect((await all(EDITION)).find((each) => each.id === id)!.titles).toMatchObject({ pl: 'Do wycofania', en: 'To be withdrawn' }) // prettier-ignore
  expect((await one(EDITION, number)).translations).toMatchObject([{ language: 'en', byCity: false, version: 1 }])
  await writing.withdraw(ania, id, 'Ktoś zrobił to lepiej')
  expect((await checking.tasksOf(id)).filter(({ answer }) => answer === null)).toEqual([])
  await expect(writing.withdraw(ania, id, '')).rejects.toThrow(code('proposals.notNow'))
})

test('whose ground it is, by the newest layer', async () => {
  const { basis } = house.proposals
  expect(await basis.ground([22.57, 51.25])).toBeUndefined()
  const square = (west: number, owner: string) => ({ type: 'Feature', properties: { owner }, geometry: { type: 'Polygon', coordinates: [[[west, 51], [west + 0.1, 51], [west + 0.1, 51.5], [west, 51.5], [west, 51]]] } }) // prettier-ignore
  const layer = JSON.stringify({ type: 'FeatureCollection', features: [square(22.5, 'city'), square(22.6, 'private')] })
  await expect(basis.setGround(ania, layer, 'x', true)).rejects.toThrow(code('forbidden'))
  await basis.setGround(organiser, layer, 'Zmyślone', true)
  expect(await basis.ground([22.57, 51.25])).toEqual({ owner: 'city', source: 'Zmyślone', madeUp: true })
  expect(await basis.ground([22.65, 51.25])).toMatchObject({ owner: 'private' })
  expect(await basis.ground([0, 0])).toMatchObject({ owner: 'unknown' })
})

test('said, reported, removed with a reason, appealed, put back by another; the ledger holds why, never the words', async () => {
  const { discussing } = house.proposals
  const { id } = await sent({ title: 'Dyskusja o ławkach' })
  expect(await discussing.comment(celina, id, { text: 'Świetny pomysł z oparciami' })).toBe('shown')
  expect(await discussing.comment(celina, id, { text: 'Zobacz https://example.org' })).toBe('waiting')
  await expect(discussing.comment(celina, id, { text: 'Kowalski, PESEL 44051401359' })).rejects.toThrow(code('proposals.personalHeld')) // prettier-ignore
  expect(await discussing.comments(visitor, id)).toHaveLength(1)
  const [comment, waiting] = await discussing.comments(celina, id)
  await discussing.report(borys, comment!.id, 'insult')
  await expect(discussing.report(borys, comment!.id, 'spam')).rejects.toThrow(code('proposals.alreadyAsked'))
  await expect(discussing.moderation(ania)).rejects.toThrow(code('forbidden'))
  expect((await discussing.moderation(mod)).asking.map(({ asks }) => asks)).toEqual(['reported', 'waiting'])
  await discussing.approve(mod, waiting!.id)
  await expect(discussing.removeComment(mod, comment!.id, 'insult', '')).rejects.toThrow(code('proposals.reasonMissing')) // prettier-ignore
  await discussing.removeComment(mod, comment!.id, 'insult', 'Obraża autorkę projektu.')
  expect((await discussing.comments(visitor, id)).find((each) => each.id === comment!.id)).toMatchObject({ text: '', name: '', removal: { rule: 'insult', reason: 'Obraża autorkę projektu.' } }) // prettier-ignore
  await expect(discussing.appealRemoval(borys, comment!.id, 'Nikogo nie obraża')).rejects.toThrow(code('proposals.commentUnknown')) // prettier-ignore
  await discussing.appealRemoval(celina, comment!.id, 'Nikogo nie obraża')
  await expect(discussing.settleRemoval(mod, comment!.id, false, REASON)).rejects.toThrow(code('proposals.secondOpinion')) // prettier-ignore
  await discussing.settleRemoval(mod2, comment!.id, true, 'To zwykła pochwała.')
  expect((await discussing.comments(visitor, id)).map(({ text }) => text)).toContain('Świetny pomysł z oparciami')
  await house.ledger.sequence()
  const { entries } = await house.ledger.list({ limit: 200 })
  expect(JSON.stringify(entries)).not.toContain('oparciami')
  expect(entries.map(({ entry }) => entry.kind)).toEqual(expect.arrayContaining(['proposals.comment.removed', 'proposals.comment.appealed', 'proposals.comment.restored'])) // prettier-ignore
})

test('one account does not drown the others', async () => {
  const { discussing } = house.proposals
  const { id } = await sent({ title: 'Dużo komentarzy' })
  const talker = resident('talker')
  const many = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => discussing.comment(talker, id, { text: `Uwaga ${n}` }))) // prettier-ignore
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
  expect(many.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'proposals.tooQuick' } })
  expect(await discussing.comment(celina, id, { text: 'A ja mogę' })).toBe('shown')
})

const [zofia, henryk] = ['a1', 'a2'].map((last) => resident(`00000000-0000-7000-8000-0000000000${last}`)) as [Actor, Actor] // prettier-ignore
const linkIn = (text: string) => /together\/(\S+)/.exec(text)![1]!

test('a co-author is asked by letter, of whose address only a hint is kept, and may say no', async () => {
  const { writing, together, own } = house.proposals
  const id = await writing.begin(zofia, EDITION, { title: 'http://spam.example Wygraj!' })
  const to = (email: string) => together.inviteByMail(zofia, id, { email, language: 'uk' })
  await expect(together.inviteByMail(henryk, id, { email: 'x@example.org', language: 'pl' })).rejects.toThrow(code('proposals.unknown')) // prettier-ignore
  await expect(to('two@example.org, more@example.org')).rejects.toThrow()
  await to('borys@example.org')
  await to('henryk@example.org')
  const [first, second] = house.letters.slice(-2)
  expect(first).toMatchObject({ to: 'borys@example.org', subject: expect.stringContaining('Запрошення') as string })
  expect(JSON.stringify(first)).not.toContain('Wygraj')
  told.length = 0
  await together.decline(linkIn(first!.text))
  expect(told).toEqual(['proposals.declined'])
  await expect(together.join(borys, linkIn(first!.text))).rejects.toThrow(code('proposals.linkUsed'))
  await expect(together.decline(linkIn(first!.text))).rejects.toThrow(code('proposals.linkUsed'))
  await together.join(henryk, linkIn(second!.text))
  const states = (await own(henryk, id)).invited.map(({ sentTo, state }) => `${sentTo} ${state}`).sort()
  expect(states).toEqual(['b…@example.org declined', 'h…@example.org joined'])
  for (let n = 0; n < 8; n++) await to(`n${n}@example.org`)
  await expect(to('more@example.org')).rejects.toThrow(code('proposals.tooManyAuthors'))
  const { invited } = await own(zofia, id)
  await together.uninvite(zofia, id, invited.find(({ state }) => state === 'waiting')!.id)
  await expect(to('more@example.org')).rejects.toThrow(code('proposals.tooManyInvited'))
  await together.leave(zofia, id)
  await expect(own(zofia, id)).rejects.toThrow(code('proposals.unknown'))
  await expect(together.leave(henryk, id)).rejects.toThrow(code('proposals.lastAuthor'))
})

test('a photo that was handed in stays with its version; authors and the writer of a comment are told', async () => {
  const { writing, together, checking, discussing, one, own, photo } = house.proposals
  const id = await writing.begin(zofia, EDITION, draft({ title: 'Ławki z widokiem' }))
  await together.join(henryk, await together.invite(zofia, id, 'author'))
  const kept = await house.files.put(Readable.from([Buffer.from('a photo')]), { limitBytes: 100 })
  await writing.addPhoto(zofia, id, { ...kept, mediaType: 'image/jpeg' }, 'Widok')
  const number = await writing.send(zofia, id, { terms: true })
  told.length = 0
  await checking.answer(clerk, (await openTask(id)).id, { outcome: 'correction', reason: REASON })
  expect(told).toEqual(Array(3).fill('proposals.correction'))
  const [before] = (await own(zofia, id)).photos
  await writing.removePhoto(zofia, id, before!.id)
  expect((await own(zofia, id)).photos).toEqual([])
  expect((await one(EDITION, number)).photos).toMatchObject([{ alt: 'Widok' }])
  await writing.send(zofia, id, { terms: true })
  const after = await one(EDITION, number)
  expect(after.photos).toEqual([])
  expect(after.versions.map(({ photos }) => photos.length)).toEqual([1, 0])
  await expect(photo(visitor, id, before!.id)).resolves.toMatchObject({ mediaType: 'image/jpeg' })

  await discussing.comment(henryk, id, { text: 'Kto to wymyślił?' })
  const [comment] = await discussing.comments(visitor, id)
  told.length = 0
  await discussing.removeComment(mod, comment!.id, 'insult', REASON)
  await discussing.appealRemoval(henryk, comment!.id, REASON)
  await discussing.settleRemoval(mod2, comment!.id, true, REASON)
  expect(told).toEqual(['proposals.comment.removed', 'proposals.comment.restored'])
})

test('where the edition asks, each author declares to live here and to be old enough; nothing more is asked', async () => {
  const { writing, together } = house.proposals
  await house.edition({ code: 'test-9', submit: { who: 'residents', age_min: 13, supporters: 1 } })
  const { cost, ...plain } = draft({ category: '' })
  const own = [{ code: '', text: 'Ławka', quantity: 1, unit_minor: 100_000, reason: 'Z oferty sklepu' }]
  const id = await writing.begin(zofia, 'test-9', { ...plain, cost: cost && own })
  const link = await together.invite(zofia, id, 'author')
  await expect(together.join(henryk, link, { resident: true })).rejects.toThrow(code('proposals.ageNotDeclared'))
  await together.join(henryk, link, { resident: true, age: true })
  await expect(writing.send(zofia, id, { terms: true, age: true })).rejects.toThrow(code('proposals.residenceNotDeclared')) // prettier-ignore
  await expect(writing.send(zofia, id, { terms: true, resident: true })).rejects.toMatchObject({ code: 'proposals.ageNotDeclared', details: { age: 13 } }) // prettier-ignore
  await writing.send(zofia, id, { terms: true, resident: true, age: true })
})

test('once the vote is sealed nothing of the list changes', async () => {
  const { writing, list, edition } = house.proposals
  const { id } = await sent({ title: 'Na liście do końca' })
  await accept(id)
  house.clock.set(during('vote'))
  await house.budgets.tick()
  const { state } = await edition(EDITION)
  expect(state).toBe('sealed')
  expect((await list(house.db, await edition(EDITION))).map(({ proposalId }) => proposalId)).toContain(id)
  await expect(writing.withdraw(ania, id, 'Za późno')).rejects.toThrow(code('participation.sealed'))
})
