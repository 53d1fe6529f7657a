/** Keeping a draft of a proposal, by its form or while somebody writes; what it comes to, what another author saved meanwhile. */
import { fail, type RequestEvent } from '@sveltejs/kit'
import type { Edition } from '#participation'
import { answered, isRefusal, textOf } from '#lib/server/forms.ts'
import { contentIn, differences, editionOf, sum } from '#lib/server/proposals.ts'
import { saying } from '#lib/server/views/maintenance.ts'

/** The field that a refusal is about. */
export const BLAME = {
  'proposals.residenceNotDeclared': 'resident',
  'proposals.ageNotDeclared': 'age',
  ...{
    'proposals.personalAsked': 'personal',
    'proposals.termsNotAccepted': 'terms',
    'maintenance.typed': 'quantity-0',
  },
  ...{ 'photos.unreadable': 'photo', 'files.tooLarge': 'photo', 'proposals.tooManyPhotos': 'photo' },
}

/** What the draft comes to as it is kept now: what it costs, how much it may, what it lacks. */
export async function standing({ locals: { city, lang, actor }, params }: RequestEvent, edition: Edition) {
  const { proposals } = city.participation
  const say = saying(city, lang)
  const money = (minor: number) => sum(say, minor, edition.currency)
  const { one } = await proposals.own(actor, params.id!)
  const { lacks, total } = await proposals.writing.lacking(actor, params.id!, edition)
  const limits = proposals.limitsFor(edition, one.content)
  return {
    ...{ lacks, total: money(total) },
    limits: limits && { most: money(limits.most_minor), least: limits.least_minor > 0 ? money(limits.least_minor) : '', over: total > limits.most_minor ? money(total - limits.most_minor) : '' }, // prettier-ignore
  }
}

/** What the other author saved, beside what is still in the form. */
async function conflicting(event: RequestEvent, form: FormData) {
  const { city, lang, actor } = event.locals
  const edition = await editionOf(event as never)
  const { one } = await city.participation.proposals.own(actor, event.params.id!)
  return {
    revision: one.revision,
    theirs: differences(saying(city, lang), edition, contentIn(form, lang), one.content),
  }
}

/** Keeps what the form says; where another author did meanwhile, what they saved comes back with it. */
export async function keepDraft(event: RequestEvent, form: FormData) {
  const { city, lang, actor } = event.locals
  const { writing } = city.participation.proposals
  let conflict: Awaited<ReturnType<typeof conflicting>> | undefined
  const result = await answered(event, form, { fields: {}, blame: BLAME }, async () => {
    try {
      return { kept: await writing.save(actor, event.params.id!, Number(textOf(form, 'revision')), contentIn(form, lang)) } // prettier-ignore
    } catch (error) {
      if (isRefusal(error) && error.code === 'proposals.savedMeanwhile') conflict = await conflicting(event, form)
      throw error
    }
  })
  if ('kept' in result) return result
  return conflict ? fail(result.status, { ...result.data, ...conflict }) : result
}
