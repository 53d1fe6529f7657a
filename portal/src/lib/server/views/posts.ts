/** What the city said, in the reader's language. */
import type { City } from '#lib/server/city.ts'
import type { Heard, Post } from '#network'
import type { Lang } from '#words'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const isPostId = (id: string): boolean => UUID.test(id)

const TITLE_CHARS = 120
export const SUMMARY_CHARS = 200

/** Cut after a whole word, where there is one. */
export function shortened(text: string, chars: number): string {
  if (text.length <= chars) return text
  const cut = text.slice(0, chars)
  return `${cut.replace(/\s+\S*$/u, '').replace(/[\s.,;:–-]+$/u, '') || cut}…`
}

export function postOf(lang: Lang, names: ReadonlyMap<string, string>, post: Post) {
  const { id, actor, at, titles, texts, from, to, place, pictures, revisedAt } = post
  const text = texts[lang]
  const title = titles?.[lang] ?? shortened(text, TITLE_CHARS)
  const pictureOf = ({ sha256, alts }: Post['pictures'][number]) => ({ src: `/network/posts/${id}/pictures/${sha256}`, alt: alts[lang] }) // prettier-ignore
  return { id, at, title, text, isTitled: titles !== undefined, by: names.get(actor) ?? '', from, to, place, revisedAt, pictures: pictures.map(pictureOf) } // prettier-ignore
}

export async function speakersOf({ network }: City, lang: Lang) {
  const speakers = await network.federation.speakers()
  return speakers.map(({ name, names, handle, followers }) => ({ name, label: names[lang], handle, followers }))
}

export const namesOf = (speakers: Awaited<ReturnType<typeof speakersOf>>): ReadonlyMap<string, string> =>
  new Map(speakers.map(({ name, label }) => [name, label]))

/** In the reader's language where it was said in it, otherwise in English or as it came. */
function readIn(lang: Lang, texts: Record<string, string>) {
  const found = [lang, 'en', ...Object.keys(texts)].find((one) => texts[one] !== undefined)
  return found === undefined ? undefined : { text: texts[found]!, lang: found === 'und' ? undefined : found }
}

/** What somebody else said, as theirs. */
export function heardOf(lang: Lang, { id, name, handle, host, page, at, titles, texts, from, place }: Heard) {
  const [title, said] = [readIn(lang, titles), readIn(lang, texts)]
  const foreign = said?.lang !== undefined && said.lang !== lang
  return {
    ...{ id, name, handle, host, page, at, from, place, title: title?.text, text: said?.text ?? '', lang: said?.lang },
    language: foreign ? new Intl.DisplayNames(lang, { type: 'language' }).of(said.lang!) : undefined,
  }
}
export type ShownHeard = ReturnType<typeof heardOf>
