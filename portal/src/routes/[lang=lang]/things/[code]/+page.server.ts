/** A thing as anybody who scans its label sees it: what it is, where, who cares for it, what it measures. */
import { error } from '@sveltejs/kit'
import { isRefusal } from '#lib/server/forms.ts'
import { fieldsOf, isSeen, mapOf, namesFor, rowOf } from '#lib/server/things.ts'
import { visitor } from '#platform/actor'
import { sentence } from '#words'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor }, params }) => {
  const { assets } = city.infrastructure
  try {
    const [thing, kin, names] = await Promise.all([
      assets.one(visitor, params.code),
      assets.kin(visitor, params.code),
      namesFor(city, lang),
    ])
    const { point, installed, entityId, demo, state } = thing
    return {
      ...{ ...rowOf(thing, names, lang), demo, state, point, installed, fields: fieldsOf(city, lang, thing) },
      isOpen: assets.kinds.find(({ code }) => code === thing.kind)?.public ?? false,
      entityId: entityId !== null && (await isSeen(city, entityId)) ? entityId : undefined,
      ...{ path: kin.path.map((one) => rowOf(one, names, lang)), parts: kin.parts.slice(0, 200).map((one) => rowOf(one, names, lang)) }, // prettier-ignore
      map: await mapOf(city, lang, [thing], true),
      mayEdit: actor.can('infrastructure.read', thing.organisationId) && actor.kind !== 'visitor',
    }
  } catch (problem) {
    if (isRefusal(problem) && problem.status === 404) error(404, sentence(lang, problem.code, problem.details))
    throw problem
  }
}
