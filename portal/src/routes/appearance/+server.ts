/** Light or dark: a form, a cookie, and back to the page. */
import { redirect } from '@sveltejs/kit'
import { isTheme, rememberTheme } from '#lib/server/appearance.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async ({ request, cookies, url, locals }) => {
  const form = await request.formData()
  const theme = form.get('theme')
  if (isTheme(theme)) rememberTheme(cookies, theme, url.protocol === 'https:')
  redirect(303, ownPath(form.get('back'), url) ?? `/${locals.lang}`)
}

/** Only back into this house. */
function ownPath(back: FormDataEntryValue | null, url: URL): string | undefined {
  if (typeof back !== 'string' || !URL.canParse(back, url)) return undefined
  const target = new URL(back, url)
  return target.origin === url.origin ? target.pathname + target.search : undefined
}
