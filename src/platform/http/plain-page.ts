/** The smallest page there is, for where no other can be shown: a heading and paragraphs. No script, no style of its own. */
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: unknown): string => String(text).replace(/[&<>"']/g, (sign) => ESCAPES[sign]!)

export function plainPage(lang: string, title: string, paragraphs: string[], langs: readonly string[] = []): string {
  const body = paragraphs.map((text, i) => `<p lang="${langs[i] ?? lang}">${escapeHtml(text)}</p>`)
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title></head>
<body><main><h1>${escapeHtml(title)}</h1>${body.join('')}<p><a href="/">Unia</a></p></main></body></html>`
}
