/**
 * A chapter of the guide as a page shows it. Beyond plain Markdown: `{{imports.publish}}` is what the pages themselves say
 * there, `## Heading {#id}` names a section, and a link is a chapter (`publishing#grounds`), a page by its English path
 * (`/workspace/imports`), or an address of the API.
 */
import { Marked, type RendererObject, type TokenizerAndRendererExtension, type Tokens } from 'marked'
import { words, type Key, type Lang } from '#words'
import { bindShortWords } from '#words/catalogue'
import { href, hrefTo, locate } from '#lib/paths.ts'
import { isChapter } from './contents.ts'

export type Rendered = { title: string; lead: string; html: string; sections: { id: string; title: string }[] }

const SECTION = /^(.+?) \{#([\w-]+)\}$/
const ELSEWHERE = /^(#|https?:|\/(api|ledger)(\/|$))/

/** Throws where a chapter has no title, lead or section names, or where a link or a word leads nowhere. */
export function render(lang: Lang, markdown: string): Rendered {
  const [heading, lead, ...rest] = markdown.trim().split(/\n{2,}/)
  if (!heading?.startsWith('# ') || !lead) throw new Error('a chapter begins with "# Title" and a paragraph')
  const sections: Rendered['sections'] = []
  const marked = new Marked({ renderer: renderer(lang, sections), extensions: [spoken(lang)] })
  const text = bindShortWords(lang, rest.join('\n\n'))
  const html = marked.parse(text, { async: false })
  return { title: heading.slice(2), lead: bindShortWords(lang, lead.replaceAll('\n', ' ')), html, sections }
}

/** What a page says, in the very words of the page. */
const spoken = (lang: Lang): TokenizerAndRendererExtension => ({
  name: 'spoken',
  level: 'inline',
  start: (text) => text.indexOf('{{'),
  tokenizer(text) {
    const found = /^\{\{([\w.-]+)\}\}/.exec(text)
    return found ? { type: 'spoken', raw: found[0], key: found[1] } : undefined
  },
  renderer: ({ key }) => `<b>${escaped(words[lang].t(key as Key))}</b>`,
})

function renderer(lang: Lang, sections: Rendered['sections']): RendererObject {
  return {
    heading({ depth, text }: Tokens.Heading) {
      const [, title, id] = SECTION.exec(text) ?? []
      if (depth !== 2 || !title || !id) throw new Error(`a section is "## Title {#id}", not "${text}"`)
      sections.push({ id, title })
      return `<h2 id="${id}">${escaped(title)}</h2>\n`
    },
    link({ href: to, tokens }: Tokens.Link) {
      return `<a href="${escaped(address(lang, to))}">${this.parser.parseInline(tokens)}</a>`
    },
    code: ({ text }: Tokens.Code) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
    // A wide table is moved sideways; whoever has only a keyboard moves it too.
    table({ header, rows }: Tokens.Table) {
      const cells = (tag: string, row: Tokens.TableCell[]) =>
        `<tr>${row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`
      const body = rows.map((row) => cells('td', row)).join('')
      return `<div class="table" tabindex="0" role="group"><table><thead>${cells('th', header)}</thead><tbody>${body}</tbody></table></div>\n`
    },
    html({ text }: Tokens.HTML | Tokens.Tag): never {
      throw new Error(`no HTML in a chapter: ${text}`)
    },
    image({ href: from }: Tokens.Image): never {
      throw new Error(`no pictures in a chapter yet: ${from}`)
    },
  }
}

/** Where a link leads. Throws where there is no such chapter or page. */
function address(lang: Lang, to: string): string {
  if (ELSEWHERE.test(to)) return to
  const [path = '', section] = to.split('#')
  const mark = section ? `#${section}` : ''
  if (isChapter(path)) return href(lang, '/guide/[chapter]', { chapter: path }) + mark
  const found = locate(`/en${path === '/' ? '' : path}`)
  if (!path.startsWith('/') || !found) throw new Error(`a link leads nowhere: ${to}`)
  return hrefTo(lang, found) + mark
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)
