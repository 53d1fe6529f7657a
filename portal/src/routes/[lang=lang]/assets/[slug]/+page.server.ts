/** One asset: what is said of it now, and every version before. */
import { error } from '@sveltejs/kit'
import { sentence } from '#words'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params: { slug }, locals: { city, lang, actor } }) => {
  const versions = await city.governance.assets.versions(slug).catch((refusal: unknown) => {
    if ((refusal as { code?: string }).code !== 'governance.unknownAsset') throw refusal
    return error(404, sentence(lang, 'governance.unknownAsset', { slug }))
  })
  return {
    asset: versions[0]!,
    versions: versions.map(({ version, at, grounds, ended }) => ({ version, at, grounds, ended })),
    keeps: actor.can('governance.assets', versions[0]!.organisationId),
  }
}
