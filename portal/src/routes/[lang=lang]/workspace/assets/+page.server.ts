/** The register as those who keep it see it. */
import { enterFor } from '#lib/server/gate.ts'
import { noteOf } from '#lib/server/forms.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enterFor(event, 'governance.assets')
  const { city, actor, lang } = event.locals
  return {
    note: noteOf(event, ['saved', 'ended']),
    assets: (await city.governance.assets.list())
      .map(({ slug, names, holder, securityClass, openness, version, at, organisationId }) => ({
        ...{ slug, name: names[lang], holder: holder[lang], securityClass, openness: openness.state, version, at },
        keeps: actor.can('governance.assets', organisationId),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
  }
}
