/** The keys by which the city signs: changed from time to time, revoked when somebody else may have one. */
import { done, enterWith, noteOf, submitted } from '#lib/server/forms.ts'
import { instant } from '#lib/server/views/live/zoom.ts'
import { Refusal } from '#platform/errors'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['rotated', 'revoked'] as const
const SHORT = 12

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'network.keys')
  const { city } = event.locals
  const keys = await city.network.keys.list()
  return {
    keys,
    note: noteOf(event, NOTES),
    // One that is revoked may be so since an earlier moment than was known.
    choices: keys.map(({ multibase }) => ({ value: multibase, short: `${multibase.slice(0, SHORT)}…` })),
  }
}

export const actions: Actions = {
  rotate: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { grounds: 'network.keys.grounds' }, blame: { 'governance.unfitText': 'grounds' } } as const
    const result = await submitted(event, asked, async ({ grounds }) => {
      await city.network.keys.rotate(actor, grounds)
      return { done: true } as const
    })
    return 'done' in result ? done(event, '/workspace/network/keys', 'rotated') : result
  },

  revoke: async (event) => {
    const { city, actor } = event.locals
    const asked = {
      fields: { key: 'network.keys.which', moment: 'network.keys.moment', why: 'network.keys.grounds' },
      blame: {
        'governance.unfitText': 'why',
        'network.keyRevoked': 'key',
        'network.unknownKey': 'key',
        'network.notYet': 'moment',
      },
    } as const
    const result = await submitted(event, asked, async ({ key, moment, why }) => {
      const shown = new Date(`${moment}Z`)
      if (Number.isNaN(shown.getTime())) throw new Refusal('network.notYet', 422)
      await city.network.keys.revoke(actor, key, instant(shown, city.info.timezone), why)
      return { done: true } as const
    })
    return 'done' in result ? done(event, '/workspace/network/keys', 'revoked') : result
  },
}
