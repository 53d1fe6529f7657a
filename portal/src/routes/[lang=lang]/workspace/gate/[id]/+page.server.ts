/** One content at the gate: what was found in it, what was decided, and the form of a decision. */
import { error } from '@sveltejs/kit'
import type { DecisionDraft } from '#governance'
import { hrefOf } from '#lib/paths.ts'
import { done, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { answersIn, askedOf, contentOf, enterGate } from '#lib/server/gate.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

async function examinationOf({ params, locals: { city, actor, lang } }: RequestEvent | Parameters<PageServerLoad>[0]) {
  return city.governance.gate.examination(actor, params.id).catch((refusal: { code?: string }) => {
    if (refusal.code !== 'governance.unknown') throw refusal
    return error(404, sentence(lang, 'governance.unknown'))
  })
}

export const load: PageServerLoad = async (event) => {
  const { actor, lang, city } = event.locals
  if (actor.kind === 'visitor') await enterGate(event)
  const found = await examinationOf(event)
  const { assetId, broughtBy, personal, subject } = found
  const asset = (await city.governance.assets.list()).find(({ id }) => id === assetId)
  const maker = await city.identity.makerOf(broughtBy)
  const permission = personal ? 'governance.decidePersonal' : 'governance.decide'
  const own = actor.id === broughtBy || actor.id === maker
  return {
    note: noteOf(event, ['decided', 'withdrawn']),
    found: {
      ...{ id: found.id, subject, fingerprint: found.fingerprint, findings: found.findings, state: found.state },
      ...{ personal, broughtAt: found.broughtAt, decisions: found.decisions.toReversed() },
      releases: found.releases.map((release) => ({ ...release, href: hrefOf(lang, release.address) })),
    },
    asset: asset && { slug: asset.slug, name: asset.names[lang] },
    content: await contentOf(event, found),
    asked: askedOf(found.findings),
    ...{ own, mayDecide: !own && actor.kind === 'person' && actor.can(permission, asset?.organisationId) },
    mayWithdraw:
      actor.can('governance.decide', asset?.organisationId) ||
      actor.can('governance.decidePersonal', asset?.organisationId),
  }
}

const FIELDS = { grounds: 'governance.gate.grounds' } as const
const BLAME = { 'governance.noteMissing': 'note', 'governance.unanswered': 'answers', 'governance.blocked': 'answers' }

export const actions: Actions = {
  decide: async (event) => {
    const { city, actor } = event.locals
    const found = await examinationOf(event)
    const result = await submitted(event, { fields: FIELDS, blame: BLAME }, ({ grounds }, form) => {
      const draft: DecisionDraft = {
        ...{ verdict: textOf(form, 'verdict') === 'open' ? 'open' : 'refuse', grounds },
        ...{ answers: answersIn(form, found.findings), publicNote: textOf(form, 'note').trim() || undefined },
        expected: Number(textOf(form, 'seen')),
      }
      return city.governance.gate.decide(actor, found.id, draft)
    })
    if (!('decisions' in result)) return result
    done(event, '/workspace/gate', 'decided')
  },

  withdraw: async (event) => {
    const { city, actor } = event.locals
    const result = await submitted(
      event,
      { fields: { reason: 'governance.gate.reason' } },
      async ({ reason }, form) => {
        await city.governance.gate.withdrawRelease(actor, textOf(form, 'release'), reason)
        return { withdrawn: true }
      },
    )
    if (!('withdrawn' in result)) return result
    done(event, '/workspace/gate', 'withdrawn')
  },
}
