/** The voters of an edition: numbers, whoever is at the desk, declarations; for organisers the register and codes. */
import { buffer } from 'node:stream/consumers'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { brought, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { numberIn } from '#lib/server/maintenance.ts'
import { enterWithEither, ORGANISE, poolOptions, REGISTER } from '#lib/server/voters.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['decided', 'handedOut', 'consented'] as const
type Note = (typeof NOTES)[number]

export const load: PageServerLoad = async (event) => {
  enterWithEither(event)
  const { city, actor, lang } = event.locals
  const { budgets, eligibility } = city.participation
  const edition = await budgets.edition(event.params.edition, actor)
  const isClerk = actor.can(REGISTER)
  const ofResidence = edition.sections.filter(({ choice }) => choice === 'residence').map(({ code }) => code)
  const pools = poolOptions(edition, lang)
  return {
    ...{ code: edition.code, name: edition.names[lang], ways: edition.vote.ways, note: noteOf(event, NOTES) },
    ...{ isClerk, isOrganiser: actor.can(ORGANISE), pools },
    districts: pools.filter(({ value }) => edition.pools.some(({ code, section }) => code === value && ofResidence.includes(section))), // prettier-ignore
    counts: isClerk ? await eligibility.counts(actor, edition.code) : undefined,
    declarations: isClerk ? await eligibility.declarations(actor, edition.code) : [],
  }
}

function again({ locals: { lang }, params }: RequestEvent, note: Note): never {
  redirect(303, href(lang, '/workspace/voters/[edition]', { edition: params.edition! }, { done: note }))
}
const roomOf = ({ locals: { city } }: RequestEvent) => city.participation.eligibility
/** Whoever is at the desk, as the clerk typed it; it goes from form to form, since looking somebody up makes nothing of them. */
const whoOf = (form: FormData) => {
  const [code, identifier] = [optional(form, 'code'), optional(form, 'identifier')]
  return code ? { code } : { identifier }
}
const optional = (form: FormData, name: string) => textOf(form, name).trim() || undefined

export const actions: Actions = {
  find: (event) =>
    submitted(event, { fields: {}, blame: { 'participation.notInRegister': 'identifier', 'participation.codeWrong': 'code' } }, async (_values, form) => {
      const who = whoOf(form)
      return { found: { ...(await roomOf(event).lookUp(event.locals.actor, event.params.edition, who)), who } }
    }), // prettier-ignore

  handOut: async (event) => {
    const { city, actor } = event.locals
    const { edition: code } = event.params
    const result = await submitted(event, { fields: {} }, async (_values, form) => {
      const edition = await city.participation.budgets.edition(code)
      const pool = textOf(form, 'pool')
      const section = edition.pools.find((one) => one.code === pool)?.section ?? ''
      await roomOf(event).handOut(actor, code, whoOf(form), { section, pool })
    })
    return result ?? again(event, 'handedOut')
  },

  consent: async (event) => {
    const fields = { grounds: 'eligibility.desk.consentGrounds' } as const
    const result = await submitted(event, { fields }, async ({ grounds }, form) => {
      await roomOf(event).recordConsent(event.locals.actor, event.params.edition, whoOf(form), grounds) // prettier-ignore
    })
    return result ?? again(event, 'consented')
  },

  decide: async (event) => {
    const result = await submitted(event, { fields: { reason: 'eligibility.desk.reason' } }, ({ reason }, form) =>
      roomOf(event).decide(event.locals.actor, event.params.edition, textOf(form, 'declaration'), {
        ...{ confirm: textOf(form, 'decision') === 'confirm', reason },
      }),
    )
    return result ?? again(event, 'decided')
  },

  bring: (event) =>
    brought(
      event,
      { 'participation.registerColumns': 'file' },
      async (file) => {
        const content = await buffer(file)
        return { content, bytes: content.length }
      },
      async ({ content }, form) => {
        const dryRun = textOf(form, 'what') === 'check'
        const report = await roomOf(event).importRegister(event.locals.actor, event.params.edition, content, { dryRun })
        return { report: { ...report, dryRun } }
      },
    ),

  codes: (event) =>
    submitted(event, { fields: { count: 'eligibility.desk.count' }, blame: { 'maintenance.typed': 'count', 'participation.registerRows': 'count', 'participation.codesCount': 'count' } }, async (_values, form) => {
      const asked = { count: numberIn(form, 'count', '100'), pool: optional(form, 'pool') }
      return { codes: await roomOf(event).makeCodes(event.locals.actor, event.params.edition, asked) }
    }), // prettier-ignore
}
