/** One edition as its organisers see it: its steps; announcing it, extending a phase, giving up a draft. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { done, noteOf } from '#lib/server/forms.ts'
import { enterAsOrganiser, missingOf, organised, partsOf } from '#lib/server/organising/index.ts'
import { STEPS, summaryOf } from '#lib/server/organising/summary.ts'
import { cardOf, ending, saying } from '#lib/server/views/budgets.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['made', 'saved', 'announced', 'extended'] as const

export const load: PageServerLoad = async (event) => {
  enterAsOrganiser(event)
  const { city, actor, lang } = event.locals
  const { budgets } = city.participation
  const edition = await budgets.edition(event.params.edition, actor)
  const say = saying(city, lang)
  const where = budgets.whereIs(edition)
  const { items } = await city.participation.proposals.basis.prices(edition.code)
  const said = summaryOf(await partsOf(event, edition), items.length)
  return {
    ...cardOf(say, edition, where),
    ...{ note: noteOf(event, NOTES), state: edition.state, version: edition.version, isSealed: edition.sealedEntry !== undefined }, // prettier-ignore
    sealed: edition.sealedEntry,
    steps: STEPS.map((step) => ({ step, said: said[step] })),
    missing: edition.state === 'draft' ? missingOf(lang, budgets.missing(edition)) : [],
    phases: edition.phases
      .filter(({ kind, to }) => to > where.now && (kind !== 'vote' || ['announced', 'sealed'].includes(edition.state)))
      .map(({ kind, to }) => ({ value: kind, label: `${say.t(`budgets.phase.${kind}`)}, ${say.t('budgets.edition.until', { date: ending(say, to) })}` })), // prettier-ignore
  }
}

const blame = {
  'participation.notLater': 'until',
  'participation.followingOver': 'until',
  'participation.phaseOver': 'phase',
  'participation.phaseMissing': 'phase',
}

export const actions: Actions = {
  announce: async (event) => {
    enterAsOrganiser(event)
    const { city, actor, lang } = event.locals
    const { edition } = event.params
    const wrong = await organised(event, async (form) => {
      const [version = 0, grounds] = [form.number('version'), form.text('grounds')]
      await city.participation.budgets.announce(actor, edition, { version, grounds })
    })
    if (wrong) return wrong
    redirect(303, href(lang, '/workspace/budget/[edition]', { edition }, { done: 'announced' }))
  },
  extend: async (event) => {
    enterAsOrganiser(event)
    const { city, actor, lang } = event.locals
    const { edition } = event.params
    const work = async (form: Parameters<Parameters<typeof organised>[1]>[0]) => {
      const until = form.moment('until')
      if (!until) form.wrong('until', 'noDate')
      form.end()
      const phase = form.text('phase') as 'vote'
      await city.participation.budgets.extend(actor, edition, { phase, until: until!, grounds: form.text('why') })
    }
    const wrong = await organised(event, work, blame)
    if (wrong) return wrong
    redirect(303, href(lang, '/workspace/budget/[edition]', { edition }, { done: 'extended' }))
  },
  discard: async (event) => {
    enterAsOrganiser(event)
    const { city, actor } = event.locals
    const wrong = await organised(event, () => city.participation.budgets.discard(actor, event.params.edition))
    if (wrong) return wrong
    done(event, '/workspace/budget', 'discarded')
  },
}
