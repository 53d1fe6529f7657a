/** What a part of an address may be. */
import { defineParams } from '@sveltejs/kit/params'
import { isLang } from '#words/langs'

export const params = defineParams({
  lang: (part) => (isLang(part) ? part : undefined),
})
