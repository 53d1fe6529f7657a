/** A project as those who run it write on it: each step is public at once. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Readable } from 'node:stream'
import { PROJECT_MOVES, projectNeedsReason, RISK_CHANCES, TENDER_STATES } from '#strategy'
import { href } from '#lib/paths.ts'
import { brought, noteOf, textOf } from '#lib/server/forms.ts'
import { doing, moneyIn, numberIn } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { cardOf, lineOf, saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = [
  'made',
  'moved',
  'milestone',
  'reached',
  'delayed',
  'paid',
  'tender',
  'news',
  'photo',
  'owner',
  'goals',
  'partner',
  'risk',
  'document',
  'promise',
] as const
type Note = (typeof NOTES)[number]
const PHOTO_BYTES_MAX = 15_000_000

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'strategy.projects')
  const { city, lang } = event.locals
  const project = await city.strategy.projects.one(event.params.id)
  const say = saying(city, lang)
  const organisations = await city.identity.organisations()
  const offices = new Map(organisations.map(({ id, names }) => [id, names[lang]]))
  return {
    ...{ note: noteOf(event, NOTES), id: project.id, card: cardOf(say, project), currency: project.currency },
    next: PROJECT_MOVES[project.state].map((to) => ({ to, needsReason: projectNeedsReason(project.state, to) })),
    isOpen: project.state !== 'finished' && project.state !== 'cancelled',
    milestones: project.milestones.filter(({ doneOn }) => doneOn === null).map(({ id, title, due }) => ({ id, title, due: say.format.day(due) })), // prettier-ignore
    diary: project.diary.map((entry) => ({ ...lineOf(say, project, entry, offices), by: '' })).reverse(),
    offices: organisations.map(({ id, names }) => ({ value: id, label: names[lang] })),
    owner: project.organisationId,
    goals: (await city.strategy.strategies.goals()).map(({ key, strategy, goal }) => ({ key, label: `${strategy.names[lang]}: ${goal.code} ${goal.names[lang]}`, isServed: project.goals.includes(key) })), // prettier-ignore
    tenderStates: TENDER_STATES.map((value) => ({ value, label: say.t(`projects.tenders.${value}`) })),
    chances: RISK_CHANCES.map((value) => ({ value, label: say.t(`projects.risks.${value}`) })),
    indicators: (await city.indicators.definitions()).map(({ id, names }) => ({ value: id, label: names[lang] })).toSorted((a, b) => a.label.localeCompare(b.label, lang)), // prettier-ignore
    promised: project.promise !== null,
    photoMost: say.format.bytes(PHOTO_BYTES_MAX),
  }
}

function again({ locals: { lang }, params }: RequestEvent, note: Note): never {
  redirect(303, href(lang, '/workspace/projects/[id]', { id: params.id! }, { done: note }))
}

/** Does it, and shows the page again; what is refused is said on it. */
async function act(
  event: RequestEvent,
  note: Note,
  asked: Parameters<typeof doing>[1],
  work: (form: FormData, id: string) => Promise<unknown>,
) {
  // prettier-ignore
  await enterWithAnywhere(event, 'strategy.projects')
  const result = await doing(event, asked, (form) => work(form, event.params.id!))
  if (!('done' in result)) return result
  again(event, note)
}

const roomOf = ({ locals: { city } }: RequestEvent) => city.strategy.projects
const optional = (form: FormData, name: string) => textOf(form, name).trim() || undefined

export const actions: Actions = {
  move: (event) =>
    act(event, 'moved', { fields: {}, blame: { 'strategy.reason': 'reason' } }, (form, id) => {
      const to = textOf(form, 'to') as 'planned'
      return roomOf(event).move(event.locals.actor, id, { to, reason: textOf(form, `reason-${to}`) })
    }),
  plan: (event) =>
    act(event, 'milestone', { fields: { milestone: 'projects.work.name', by: 'projects.work.day' } }, (form, id) =>
      roomOf(event).plan(event.locals.actor, id, { title: textOf(form, 'milestone'), due: textOf(form, 'by') }),
    ),
  reach: (event) => act(event, 'reached', { fields: {} }, (form, id) => roomOf(event).reach(event.locals.actor, id, textOf(form, 'milestone'))), // prettier-ignore
  delay: (event) =>
    act(event, 'delayed', { fields: { newDay: 'projects.work.newDay', why: 'projects.work.reason' }, blame: { 'strategy.earlier': 'newDay' } }, (form, id) => roomOf(event).delay(event.locals.actor, id, { due: textOf(form, 'newDay'), reason: textOf(form, 'why') })), // prettier-ignore
  spend: (event) =>
    act(
      event,
      'paid',
      {
        fields: { what: 'projects.work.what', amount: 'projects.work.amount', on: 'projects.work.on' },
        blame: {
          'maintenance.typed': 'amount',
          'strategy.overBudget': 'because',
          'strategy.reason': 'because',
          'strategy.future': 'on',
          'strategy.belowZero': 'amount',
        },
      },
      (form, id) =>
        // prettier-ignore
        roomOf(event).spend(event.locals.actor, id, {
        ...{ title: textOf(form, 'what'), amount_minor: moneyIn(form, 'amount'), on: textOf(form, 'on') },
        ...{ supplier: optional(form, 'supplier'), document: optional(form, 'document'), reason: textOf(form, 'because') },
      }),
    ),
  tender: (event) =>
    act(
      event,
      'tender',
      {
        fields: {
          reference: 'projects.work.reference',
          tenderTitle: 'projects.work.name',
          tenderOn: 'projects.work.on',
        },
        blame: { 'strategy.future': 'tenderOn' },
      },
      (form, id) =>
        // prettier-ignore
        roomOf(event).tender(event.locals.actor, id, {
        ...{ reference: textOf(form, 'reference'), title: textOf(form, 'tenderTitle'), on: textOf(form, 'tenderOn') },
        ...{ state: textOf(form, 'tenderState') as 'announced', address: optional(form, 'address'), supplier: optional(form, 'winner') }, // prettier-ignore
        ...(optional(form, 'price') && { amount_minor: moneyIn(form, 'price') }),
      }),
    ),
  tell: (event) => act(event, 'news', { fields: { text: 'projects.work.text' } }, (form, id) => roomOf(event).tell(event.locals.actor, id, { text: textOf(form, 'text') })), // prettier-ignore
  partner: (event) => act(event, 'partner', { fields: { partner: 'projects.work.partner', part: 'projects.work.part' } }, (form, id) => roomOf(event).partner(event.locals.actor, id, { name: textOf(form, 'partner'), part: textOf(form, 'part') })), // prettier-ignore
  risk: (event) => act(event, 'risk', { fields: { risk: 'projects.work.name', answer: 'projects.work.answer' } }, (form, id) => roomOf(event).risk(event.locals.actor, id, { title: textOf(form, 'risk'), chance: textOf(form, 'chance') as 'low', answer: textOf(form, 'answer'), isOver: form.has('isOver') })), // prettier-ignore
  document: (event) => act(event, 'document', { fields: { paper: 'projects.work.name', paperAddress: 'projects.work.address' } }, (form, id) => roomOf(event).document(event.locals.actor, id, { title: textOf(form, 'paper'), address: textOf(form, 'paperAddress') })), // prettier-ignore
  promise: (event) =>
    act(
      event,
      'promise',
      {
        fields: { size: 'projects.work.size', promiseBy: 'projects.work.by' },
        blame: { 'maintenance.typed': 'size', 'strategy.reason': 'promiseReason', 'strategy.promiseLate': 'size', 'strategy.unknownIndicator': 'indicator' }, // prettier-ignore
      },
      (form, id) => roomOf(event).promise(event.locals.actor, id, { indicator: textOf(form, 'indicator'), size: numberIn(form, 'size', '-2,5'), by: textOf(form, 'promiseBy'), reason: textOf(form, 'promiseReason') }), // prettier-ignore
    ),
  aim: (event) => act(event, 'goals', { fields: {} }, (form, id) => roomOf(event).aim(event.locals.actor, id, { goals: form.getAll('goals').map(String) })), // prettier-ignore
  assign: (event) => act(event, 'owner', { fields: {} }, (form, id) => roomOf(event).assign(event.locals.actor, id, textOf(form, 'owner'))), // prettier-ignore

  photo: async (event) => {
    await enterWithAnywhere(event, 'strategy.projects')
    const { actor } = event.locals
    const id = event.params.id
    const result = await brought(
      event,
      {},
      (file: Readable) => roomOf(event).keepPhoto(actor, id, file),
      async (file, form) => {
        // prettier-ignore
        await roomOf(event).photograph(actor, id, file, textOf(form, 'alt'))
        return { done: true } as const
      },
    )
    if (!('done' in result)) return result
    again(event, 'photo')
  },
}
