/** What the frame of every page needs to know. */
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals }) => {
  const { info } = locals.city
  return {
    lang: locals.lang,
    theme: locals.theme,
    city: { names: info.names, timezone: info.timezone, demonstration: info.demonstration ?? false },
    person:
      locals.actor.kind === 'person' ? { name: locals.actor.name, staff: locals.actor.can('workspace.enter') } : null,
  }
}
