/** A proposal as its page shows it: what it says, what offices said, its history, the discussion. */
import type { RequestEvent } from '@sveltejs/kit'
import type { Edition } from '#participation'
import { LANGS } from '#words'
import { choicesOf, differences, orMissing, ruleOf, sum } from '#lib/server/proposals.ts'
import { smallMapAt } from './live/map.ts'
import { saying, type Say } from './maintenance.ts'

type Event = Pick<RequestEvent, 'locals' | 'url'> & { params: { edition: string; number: string } }
type City = Event['locals']['city']
type Read = Awaited<ReturnType<City['participation']['proposals']['one']>>

export const readProposal = (event: Event): Promise<Read> =>
  orMissing(event, event.locals.city.participation.proposals.one(event.params.edition, Number(event.params.number)))

/** Its words in the reader's language where somebody translated them, else in its own. */
function wordsIn({ proposal: { content, version }, translations }: Read, { lang }: Say, isOriginal: boolean) {
  const found = isOriginal ? undefined : translations.find(({ language }) => language === lang)
  return {
    ...{ title: found?.title ?? content.title, text: found?.text ?? content.text, language: found ? lang : content.language }, // prettier-ignore
    translated: found && { byCity: found.byCity, isOld: found.version < version },
    isForeign: content.language !== lang,
  }
}

export async function proposalView(event: Event, edition: Edition, read: Read) {
  const { city, lang, actor } = event.locals
  const { proposals } = city.participation
  const say = saying(city, lang)
  const { proposal, versions, tasks, acts, photos, authors, authorsCount, prices, correctBy, mergedInto } = read
  const { content } = proposal
  const money = (minor: number) => sum(say, minor, edition.currency)
  const { pool, category } = choicesOf(lang, edition)
  const offices = new Map((await city.identity.organisations()).map(({ id, names }) => [id, names[lang]]))
  const itemOf = new Map(prices.map((item) => [item.code, item]))
  const limits = proposals.limitsFor(edition, content)
  const { moment } = say.format
  return {
    ...{ id: proposal.id, number: proposal.number, state: proposal.state, stages: proposals.stagesOf(proposal.state) },
    ...wordsIn(read, say, event.url.searchParams.get('original') === '1'),
    ...{ pool: pool(content.pool), category: category(content.category), cost: money(proposal.cost_minor) },
    limit: limits ? money(limits.most_minor) : '',
    upkeep: content.upkeep_minor === null ? '' : money(content.upkeep_minor),
    ...{ where: content.where, accessibility: content.accessibility, sent: moment(proposal.submittedAt) },
    coordinates: content.place && { lat: content.place[1].toFixed(5), lon: content.place[0].toFixed(5) },
    map: content.place ? await smallMapAt(city, say, content.place) : undefined, // prettier-ignore
    ground: content.place ? await proposals.basis.ground(content.place) : undefined,
    lines: content.cost.map(({ code, text, quantity, unit_minor, reason }, i) => {
      const item = itemOf.get(code)
      const unit = item?.unit_minor ?? unit_minor
      return { id: i, what: item?.names[lang] ?? (text || code), quantity: say.format.number(quantity), unit: money(unit), sum: money(Math.round(quantity * unit)), reason: item ? '' : reason } // prettier-ignore
    }),
    ...{ authors, authorsCount, mergedInto, correctBy: correctBy ? moment(correctBy) : '' },
    photos: photos.map(({ id, alt }, i) => ({ id, src: `/api/v1/proposals/${proposal.id}/photos/${id}`, alt: alt || say.t('proposals.page.photo', { n: i + 1 }) })), // prettier-ignore
    answers: tasks.map(({ id, step, organisationId, madeAt, dueAt, answer }) => ({
      ...{ id, step, office: offices.get(organisationId) ?? '', asked: moment(madeAt), due: moment(dueAt) },
      answer: answer && { outcome: answer.outcome, reason: answer.reason, at: moment(answer.at) },
    })),
    acts: acts.map(({ kind, at, text }, i) => ({ id: i, kind, at: moment(at), text })),
    versions: versions.map(({ version, at, content: now, photos: shown }, i) => ({
      ...{ version, at: moment(at) },
      changes: i === 0 ? [] : [...differences(say, edition, versions[i - 1]!.content, now), ...photosChanged(say, versions[i - 1]!.photos, shown)], // prettier-ignore
    })),
    isAuthor: await proposals.isAuthor(actor, proposal.id),
  }
}

type Shown = Read['versions'][number]['photos']
/** Photos are other photos by their bytes, and by what is said of them. */
function photosChanged({ t }: Say, before: Shown, now: Shown) {
  const said = (photos: Shown) => photos.map(({ alt }, i) => alt || t('proposals.page.photo', { n: i + 1 })).join('; ')
  const key = (photos: Shown) => JSON.stringify(photos.map(({ sha256, alt }) => [sha256, alt]))
  return key(before) === key(now) ? [] : [{ field: t('proposals.write.photos'), before: said(before), now: said(now) }]
}

/** What an author may do with it now. */
export async function authorsView(event: Event, edition: Edition, read: Read) {
  const { city, lang, actor } = event.locals
  const { proposals } = city.participation
  const { proposal, acts, translations } = read
  const say = saying(city, lang)
  const isOwn = await proposals.isAuthor(actor, proposal.id)
  const isOpen = edition.state === 'announced'
  const mayTranslate = isOwn || actor.can('participation.organise') || actor.can('participation.answer')
  const missing = LANGS.filter((each) => each !== proposal.content.language)
  const appeal = edition.phases.find(({ kind }) => kind === 'appeal')
  const all = isOwn ? await proposals.all(edition.code) : []
  const merges = isOwn ? await proposals.together.merges(proposal.id) : []
  const numbered = (id: string) => all.find((one) => one.id === id)
  return {
    isOwn,
    translate: mayTranslate
      ? { languages: missing, existing: translations.map(({ language }) => language) }
      : undefined,
    mayCorrect: isOwn && proposal.state === 'correction',
    mayAppeal: isOwn && isOpen && proposal.state === 'rejected' && !acts.some(({ kind }) => kind === 'appealed'),
    appealUntil: appeal ? say.format.moment(appeal.to) : '',
    mayLeave: isOwn && read.authorsCount > 1 && !['withdrawn', 'merged'].includes(proposal.state),
    mayWithdraw: isOwn && isOpen && !['closed', 'withdrawn', 'merged'].includes(proposal.state),
    mayMerge: isOwn && isOpen && ['formalCheck', 'correction', 'opinions'].includes(proposal.state),
    asked: merges.filter(({ intoId }) => intoId === proposal.id).map(({ fromId }) => ({ id: fromId, number: numbered(fromId)?.number ?? 0, title: numbered(fromId)?.titles[lang] ?? '' })), // prettier-ignore
    waiting: merges.filter(({ fromId }) => fromId === proposal.id).map(({ intoId }) => numbered(intoId)?.number ?? 0),
  }
}

export async function talkView(event: Event, id: string) {
  const { city, lang, actor } = event.locals
  const say = saying(city, lang)
  const all = await city.participation.proposals.discussing.comments(actor, id)
  const shown = all.map(({ at, removal, ...one }) => ({
    ...{ ...one, at: say.format.moment(at) },
    removal: removal && { rule: ruleOf(say, removal.rule), reason: removal.reason },
  }))
  const answersTo = (parent: string) => shown.filter(({ parentId }) => parentId === parent)
  return {
    count: shown.filter(({ state }) => state === 'shown').length,
    threads: shown.filter(({ parentId }) => parentId === null).map((one) => ({ ...one, answers: answersTo(one.id) })),
    name: actor.kind === 'person' ? (actor.name ?? '') : undefined,
  }
}
