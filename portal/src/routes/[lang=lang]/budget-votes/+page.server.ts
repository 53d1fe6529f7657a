/** Votes of the past; and for who organises, a form that brings one more. */
import { redirect } from '@sveltejs/kit'
import type { Readable } from 'node:stream'
import { ARCHIVE_BYTES_MAX, TRAIT_CHOICES } from '#participation'
import { Refusal } from '#platform/errors'
import { href } from '#lib/paths.ts'
import { brought, noteOf, textOf } from '#lib/server/forms.ts'
import { money, saying } from '#lib/server/views/budgets.ts'
import type { Actions, PageServerLoad } from './$types'

const ORGANISE = 'participation.organise'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const say = saying(city, lang)
  return {
    note: noteOf(event, ['discarded']),
    mayBring: actor.can(ORGANISE),
    votes: (await city.participation.counting.archives.all(actor)).map((one) => ({
      ...{ id: one.id, title: one.title, isPublic: one.isPublic },
      line: say.t('results.votes.line', { voters: one.voters, budget: money(say, one.budget_minor, one.currency) }),
    })),
  }
}

/** Whole, as far as it may be large: it is written anew before it is kept. */
async function read(file: Readable) {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of file as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > ARCHIVE_BYTES_MAX) throw new Refusal('tooLarge', 413)
    chunks.push(chunk)
  }
  return { bytes, text: Buffer.concat(chunks).toString('utf8') }
}

const BLAME = {
  ...{ fileMissing: 'file', tooLarge: 'file', malformed: 'file', 'participation.archiveEmpty': 'file' },
  ...{ 'counting.notPabulib': 'file', 'counting.noBudget': 'file' },
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    const result = await brought(event, BLAME, read, ({ text }, form) =>
      city.participation.counting.archives.bring(actor, {
        file: text,
        title: textOf(form, 'title') || undefined,
        traits: TRAIT_CHOICES.find((choice) => choice === textOf(form, 'traits')) ?? 'none',
      }),
    )
    if (!('id' in result)) return result
    redirect(303, href(lang, '/budget-votes/[id]', { id: result.id }, { done: 'brought' }))
  },
}
