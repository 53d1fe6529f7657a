/** What was found, fit to be shown: short, and with nothing in it that hides or rearranges itself. */

export const FOUND_CHARS_MAX = 200

// Control characters, and those that turn direction or take no width.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

export function shown(text: string): string {
  const cut = text.length > FOUND_CHARS_MAX ? `${text.slice(0, FOUND_CHARS_MAX - 1).toWellFormed()}…` : text
  const visible = cut.replace(HIDDEN, (char) => {
    const code = char.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return code === 0x7f ? '␡' : `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
  return visible.length > FOUND_CHARS_MAX ? `${visible.slice(0, FOUND_CHARS_MAX - 1)}…` : visible
}
