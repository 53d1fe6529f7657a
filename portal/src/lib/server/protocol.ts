/** The protocol between cities, as the repository's document says it; read when the portal is built. */
import { Marked, type Token, type Tokens } from 'marked'
import source from '../../../../docs/protocol.md?raw'

const marked = new Marked({
  renderer: {
    // Marks of the test that makes the examples.
    html: () => '',
    heading({ depth, tokens }) {
      return `<h${depth} id="${anchorOf(plainOf(tokens))}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
    table({ header, rows }) {
      const cells = (tag: string, row: typeof header) =>
        `<tr>${row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`
      return `<div class="table" tabindex="0" role="group"><table><thead>${cells('th', header)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table></div>\n`
    },
  },
})
/** As code forges write them, so that an address within the document leads there too. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
const plainOf = (tokens: readonly Token[]): string =>
  tokens.map((token) => ('text' in token ? token.text : '')).join('')
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Without its title, which the page has. */
const body = source.replace(/^# .*\n/, '')
export const protocol: string = marked.parse(body, { async: false })

export const chapters: { id: string; title: string }[] = marked
  .lexer(body)
  .filter((token): token is Tokens.Heading => token.type === 'heading' && token.depth === 2)
  .map(({ tokens }) => plainOf(tokens))
  .map((title) => ({ id: anchorOf(title), title }))
