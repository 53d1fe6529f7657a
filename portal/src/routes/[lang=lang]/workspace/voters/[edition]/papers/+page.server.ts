/** Ballot papers, entered twice by two people; what differs is settled by a third. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { choicesOf, enterWithEither, ORGANISE, poolOptions, REGISTER } from '#lib/server/voters.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['once', 'differs', 'settled', 'finished'] as const
type Note = (typeof NOTES)[number]
const BLAME = {
  'participation.paperSame': 'serial',
  'participation.paperEntered': 'serial',
  'participation.projectUnknown': 'choices',
  'participation.projectTwice': 'choices',
  'participation.choicesMany': 'choices',
  'participation.choicesFew': 'choices',
  'participation.pointsWrong': 'choices',
  'participation.overBudget': 'choices',
}

export const load: PageServerLoad = async (event) => {
  enterWithEither(event)
  const { city, actor, lang } = event.locals
  const { budgets, ballots } = city.participation
  const edition = await budgets.edition(event.params.edition, actor)
  const pools = poolOptions(edition, lang)
  const papers = actor.can(REGISTER) ? await ballots.papers(actor, edition.code) : []
  const shown = (choices: readonly (readonly [string, number])[]) =>
    choices.map(([number, points]) => (points === 1 ? number : `${number}:${points}`)).join(' ')
  return {
    ...{
      code: edition.code,
      name: edition.names[lang],
      pools,
      note: noteOf(event, NOTES),
      isClerk: actor.can(REGISTER),
    },
    mayFinish: actor.can(ORGANISE) && edition.state === 'closed',
    papers: papers.map(({ serial, state, entries }) => ({
      ...{ serial, state },
      entries: entries.map(({ pool, choices }) => ({
        ...{ pool, typed: shown(choices), label: pools.find(({ value }) => value === pool)?.label ?? pool },
      })),
    })),
  }
}

function again({ locals: { lang }, params }: RequestEvent, note: Note): never {
  redirect(303, href(lang, '/workspace/voters/[edition]/papers', { edition: params.edition! }, { done: note }))
}
const paperOf = async ({ locals: { city }, params }: RequestEvent, form: FormData) => {
  const edition = await city.participation.budgets.edition(params.edition!)
  const pool = textOf(form, 'pool')
  // What is no choice at all is refused as a project that there is not.
  const choices = choicesOf(edition, pool, textOf(form, 'choices')) ?? [['?', 1]]
  return { serial: textOf(form, 'serial').trim(), pool, choices }
}

export const actions: Actions = {
  enter: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { serial: 'eligibility.desk.serial' }, blame: BLAME } as const
    const result = await submitted(event, asked, async (_values, form) => ({
      state: await city.participation.ballots.enter(actor, event.params.edition, await paperOf(event, form)),
    }))
    return 'state' in result ? again(event, result.state) : result
  },

  settle: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { serial: 'eligibility.desk.serial', grounds: 'eligibility.desk.settleGrounds' }, blame: BLAME } as const // prettier-ignore
    const result = await submitted(event, asked, async ({ grounds }, form) =>
      city.participation.ballots.settle(actor, event.params.edition, await paperOf(event, form), grounds),
    )
    return result ?? again(event, 'settled')
  },

  finish: async (event) => {
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: {} }, () =>
      city.participation.ballots.finish(actor, event.params.edition),
    )
    return result ?? again(event, 'finished')
  },
}
