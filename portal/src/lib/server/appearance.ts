/** Light, dark or as the device says: remembered in a cookie, so that it works without JavaScript. */
import type { Cookies } from '@sveltejs/kit'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
const COOKIE = 'appearance'
const YEAR_S = 365 * 24 * 3600

export const isTheme = (text: unknown): text is Theme => THEMES.includes(text as Theme)

export function themeOf(cookies: Cookies): Theme {
  const kept = cookies.get(COOKIE)
  return isTheme(kept) ? kept : 'system'
}

export function rememberTheme(cookies: Cookies, theme: Theme, secure: boolean): void {
  cookies.set(COOKIE, theme, { path: '/', maxAge: YEAR_S, sameSite: 'lax', httpOnly: true, secure })
}
