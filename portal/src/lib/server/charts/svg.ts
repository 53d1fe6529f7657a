/** Small things that every drawing needs. */

export const round = (value: number) => Math.round(value * 10) / 10

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)

/** `id` where a page has several of them. */
type Dress = { id?: string; width: number; height: number; size: string; title: string; description: string }

/** A drawing with its frame and its name; the page's own style sheet dresses it, since a style element would need leave from the content security policy. */
export function dressed(inner: string, { id, width, height, size, title, description }: Dress): string {
  const body = inner
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/ aria-[a-z]+="[^"]*"/g, '')
    // Places are rounded, never what is said: a figure keeps its decimals.
    .replace(/<[^>]*>/g, (tag) => tag.replace(/-?\d+\.\d{2,}/g, (digits) => `${round(Number(digits))}`))
  const name = id === undefined ? `chart-${size}` : `chart-${id}-${size}`
  return (
    `<svg class="chart ${size}" viewBox="0 0 ${width} ${height}" text-anchor="middle" role="img" aria-labelledby="${name}-title ${name}-desc">` +
    `<title id="${name}-title">${escape(title)}</title><desc id="${name}-desc">${escape(description)}</desc>${body}</svg>`
  )
}
