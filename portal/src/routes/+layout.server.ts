/** What the frame of every page needs to know. */
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals }) => {
  const { lang, theme, actor, city } = locals
  const { names, timezone, demonstration = false } = city.info
  return {
    lang,
    theme,
    city: { names, timezone, demonstration },
    person: actor.kind === 'person' ? { name: actor.name, staff: actor.can('workspace.enter') } : null,
  }
}
