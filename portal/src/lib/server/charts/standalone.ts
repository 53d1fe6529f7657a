/** A chart as a file of its own: its colours filled in, its title and its source inside. */
import { wrap } from './labels.ts'
import { escape } from './svg.ts'

type Frame = {
  title: string
  subtitle: string
  notes: string[]
  /** The style sheet that says what each colour is. */
  tokens: string
  /** The city's own colours, by the names of their custom properties. */
  colours: Record<string, string>
}

const WIDTH = 900
const MARGIN = 20
const GAP = 8
const TITLE = { size: 26, chars: 62 }
const NOTE = { size: 15, chars: 120 }
const LEADING = 1.3
const FONTS = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Helvetica, Arial, sans-serif"

export function standalone(svg: string, { title, subtitle, notes, tokens, colours }: Frame): string {
  const [, width = WIDTH, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? []
  const head = wrap(title, TITLE.chars).map((line) => ({ line, size: TITLE.size, weight: 600, fill: 'ink' }))
  head.push({ line: subtitle, size: NOTE.size, weight: 400, fill: 'quiet' })
  const foot = notes
    .flatMap((note) => wrap(note, NOTE.chars))
    .map((line) => ({ line, size: NOTE.size, weight: 400, fill: 'quiet' }))
  const above = textsFrom(MARGIN, head)
  const below = textsFrom(above.end + MARGIN + height + GAP, foot)
  const total = Math.ceil(below.end + MARGIN)
  const outer = width + 2 * MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${outer} ${total}" width="${outer}" height="${total}" font-family="${FONTS}">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${outer}" height="${total}" fill="var(--card)"/>`,
    above.text,
    `<g transform="translate(${MARGIN} ${above.end + MARGIN})" text-anchor="middle">${inside(svg)}</g>`,
    below.text,
    '</svg>',
  ]
    .join('')
    .replace(/var\(--([\w-]+)\)/g, (_, name: string) => lightOf(name, tokens, colours))
}

type Text = { line: string; size: number; weight: number; fill: string }

function textsFrom(start: number, texts: Text[]): { text: string; end: number } {
  let end = start
  const text = texts.map(({ line, size, weight, fill }) => {
    end += size * LEADING
    const place = `x="${MARGIN}" y="${Math.round(end - size * 0.35)}"`
    return `<text ${place} font-size="${size}" font-weight="${weight}" fill="var(--${fill})">${escape(line)}</text>`
  })
  return { text: text.join(''), end: Math.round(end) }
}

/** What stands between the first and the last tag, without the name that the frame has already. */
const inside = (svg: string) =>
  svg
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '')
    .replace(/^<title[^>]*>[^<]*<\/title>/, '')

/** A token's value by day, as one plain colour. */
function lightOf(name: string, tokens: string, colours: Record<string, string>): string {
  if (colours[name]) return colours[name]
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(tokens)?.[1] ?? 'currentColor'
  const day = /^light-dark\(\s*((?:[^(),]|\([^()]*\))+)/.exec(value)?.[1]?.trim() ?? value
  const [, inner, fallback] = /^var\(--([\w-]+)(?:,\s*([^()]+))?\)$/.exec(day) ?? []
  return inner ? (colours[inner] ?? fallback ?? 'currentColor') : day
}
