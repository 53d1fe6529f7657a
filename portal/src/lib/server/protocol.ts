/** The protocol between cities, as the repository's document says it; read when the portal is built. */
import { Marked } from 'marked'
import source from '../../../../docs/protocol.md?raw'

const marked = new Marked({
  renderer: {
    // Marks of the test that makes the examples.
    html: () => '',
    code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
    table({ header, rows }) {
      const cells = (tag: string, row: typeof header) =>
        `<tr>${row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('')}</tr>`
      return `<div class="table" tabindex="0" role="group"><table><thead>${cells('th', header)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table></div>\n`
    },
  },
})
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Without its title, which the page has. */
export const protocol: string = marked.parse(source.replace(/^# .*\n/, ''), { async: false })
