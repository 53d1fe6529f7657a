/** Every chapter is there in every language with the same sections, and every link and every quoted word leads somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGS, words, type Lang } from '#words'
import { href } from '#lib/paths.ts'
import { besides, contentsIn, searchGuide } from '#lib/server/guide.ts'
import { CHAPTERS, isChapter } from './contents.ts'
import { render } from './render.ts'

const FOLDER = import.meta.dirname
const read = (chapter: string, lang: Lang) => render(lang, readFileSync(join(FOLDER, chapter, `${lang}.md`), 'utf8'))
const idsOf = (html: string) => new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!))

test('the table of contents and the folders say the same, each with three languages', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual([...CHAPTERS].sort())
  for (const chapter of CHAPTERS)
    expect(readdirSync(join(FOLDER, chapter)).sort(), chapter).toEqual(LANGS.map((lang) => `${lang}.md`).sort())
})

describe.each(CHAPTERS)('%s', (chapter) => {
  const [original, ...others] = LANGS.map((lang) => read(chapter, lang))

  test('has the same sections, tables, lists and commands in all languages', () => {
    const shape = ({ sections, html }: typeof original & {}) => ({
      sections: sections.map(({ id }) => id),
      parts: html.match(/<(h2|tr|li|pre|ol|ul)\b/g),
    })
    for (const other of others) expect(shape(other)).toEqual(shape(original!))
  })

  test.each(LANGS)('in %s leads only to what is there', (lang) => {
    const { html, title, lead } = read(chapter, lang)
    expect(`${title}${lead}`).not.toMatch(/[{}*[\]]/)
    expect(html.replace(/<pre.*?<\/pre>/gs, '')).not.toMatch(/\{\{|\{#|\]\(/)
    for (const [, to] of html.matchAll(/href="([^"]+)"/g)) {
      const [path = '', section] = to!.split('#')
      const found = CHAPTERS.find((one) => path === href(lang, '/guide/[chapter]', { chapter: one }))
      if (section) expect(idsOf(path === '' ? html : read(found!, lang).html), to).toContain(section)
    }
  })
})

test('what a chapter must not hold is refused when it is rendered', () => {
  const text = (body: string) => `# Title\n\nLead.\n\n${body}`
  expect(() => render('en', 'no title')).toThrow('# Title')
  expect(() => render('en', text('[x](nowhere)'))).toThrow('a link leads nowhere: nowhere')
  expect(() => render('en', text('[x](/no/such/page)'))).toThrow('a link leads nowhere')
  expect(() => render('en', text('{{imports.none.such}}'))).toThrow('no message')
  expect(() => render('en', text('## Without a name'))).toThrow('a section is')
  expect(() => render('en', text('<script>alert(1)</script>'))).toThrow('no HTML')
  expect(render('en', text('a `<b>` & "c"')).html).toBe('<p>a <code>&lt;b&gt;</code> &amp; &quot;c&quot;</p>\n')
})

test('a link leads to the page in the language of the chapter, a quoted word is what that page says', () => {
  const { html } = render('pl', '# T\n\nL.\n\nOtwórz [import](/workspace/imports), {{imports.giveUp}} w domu.')
  expect(html).toBe(`<p>Otwórz <a href="/pl/pulpit/importy">import</a>, <b>Porzuć</b> w\u00a0domu.</p>\n`)
})

test('every link from a page leads to a chapter', () => {
  const sources = readdirSync('portal/src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.svelte'))
    .map((path) => readFileSync(join('portal/src', path), 'utf8'))
  const asked = sources.flatMap((text) => [...text.matchAll(/<GuideLink to="([^"]+)"/g)].map(([, to]) => to!))
  expect(asked.length).toBeGreaterThan(5)
  for (const to of asked) {
    const [chapter = '', section] = to.split('#')
    expect(isChapter(chapter), to).toBe(true)
    expect(words.pl.has(`guide.see.${chapter}`), to).toBe(true)
    if (section && isChapter(chapter)) expect(idsOf(read(chapter, 'pl').html), to).toContain(section)
  }
})

test('the built guide has every chapter, in order, and finds them by their words', () => {
  expect(existsSync(join(FOLDER, 'reading/pl.md'))).toBe(true)
  expect(contentsIn('uk').flatMap(({ chapters }) => chapters.map(({ id }) => id))).toEqual(CHAPTERS)
  expect(besides('en', CHAPTERS[0]!).previous).toBeUndefined()
  expect(besides('en', CHAPTERS[0]!).next?.id).toBe(CHAPTERS[1])
  expect(searchGuide('pl', 'sprawdzanie dowodu').map(({ id }) => id)).toContain('checking')
  expect(searchGuide('pl', ' ')).toEqual([])
})
