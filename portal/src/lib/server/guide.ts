/** The guide's chapters, read when the portal is built, rendered when first asked for. */
import { CHAPTERS, PARTS, type Chapter } from '../../guide/contents.ts'
import { render, type Rendered } from '../../guide/render.ts'
import { words, type Lang } from '#words'

const files = import.meta.glob<string>('../../guide/*/*.md', { query: '?raw', import: 'default', eager: true })
const kept = new Map<string, Rendered>()

export function chapterOf(lang: Lang, chapter: Chapter): Rendered {
  const key = `${chapter}/${lang}.md`
  const found = kept.get(key) ?? render(lang, files[`../../guide/${key}`]!)
  kept.set(key, found)
  return found
}

type Entry = { id: Chapter; title: string; lead: string }
const entryOf = (lang: Lang, id: Chapter): Entry => {
  const { title, lead } = chapterOf(lang, id)
  return { id, title, lead }
}

/** The table of contents, part by part. */
export const contentsIn = (lang: Lang) =>
  PARTS.map(({ id, chapters }) => ({
    id,
    title: words[lang].t(`guide.parts.${id}`),
    chapters: chapters.map((chapter) => entryOf(lang, chapter)),
  }))

/** The chapters beside this one, in reading order. */
export function besides(lang: Lang, chapter: Chapter): { previous?: Entry; next?: Entry } {
  const at = CHAPTERS.indexOf(chapter)
  const [previous, next] = [CHAPTERS[at - 1], CHAPTERS[at + 1]]
  return { previous: previous && entryOf(lang, previous), next: next && entryOf(lang, next) }
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').toLowerCase()

/** Chapters whose title, lead or section names hold every word that is searched for. */
export function searchGuide(lang: Lang, query: string): Entry[] {
  const asked = plain(query).split(/\s+/).filter(Boolean)
  return CHAPTERS.filter((id) => {
    const { title, lead, sections } = chapterOf(lang, id)
    const text = plain([title, lead, ...sections.map((section) => section.title)].join(' '))
    return asked.length > 0 && asked.every((word) => text.includes(word))
  }).map((id) => entryOf(lang, id))
}
