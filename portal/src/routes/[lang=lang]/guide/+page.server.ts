/** The guide's table of contents. */
import { contentsIn } from '#lib/server/guide.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { lang } }) => ({ parts: contentsIn(lang) })
