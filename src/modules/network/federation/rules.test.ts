/** What others write becomes plain text, what the city writes paragraphs; servers are left alone ever longer, and then given up. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandShallow, htmlOf, plainText, TRIES_MAX, waitOf } from './rules.ts'

test('paragraphs and breaks stay; scripts, tags and hidden directions go', () => {
  expect(plainText('<p>a<br>b</p><p>c &amp; d</p>')).toBe('a\nb\n\nc & d')
  expect(plainText('x<script>y</script><style>z')).toBe('x')
  expect(plainText('<img src=x onerror=alert(1)')).toBe('')
  expect(plainText('a\u202eb\u0000c &#0;&#x1F333;&bogus;')).toBe('abc 🌳&bogus;')
  expect(plainText('&lt;b&gt;')).toBe('<b>')
})

test('what the city typed comes back as it was, and holds no tag but its own', () => {
  const typed = fc.array(fc.string({ minLength: 1 }), { minLength: 1 }).map((lines) => lines.join('\n').trim())
  fc.assert(
    fc.property(typed, (text) => {
      const html = htmlOf(text)
      expect(html.replace(/<\/?p>|<br>/g, '')).not.toMatch(/[<>]/)
    }),
  )
  expect(plainText(htmlOf('One & <two>\nthree\n\nfour'))).toBe('One & <two>\nthree\n\nfour')
})

test('a server is tried for days, ever more seldom', () => {
  const waits = Array.from({ length: TRIES_MAX }, (_, i) => waitOf(i + 1))
  expect(waits.at(-1)).toBeUndefined()
  const known = waits.slice(0, -1) as number[]
  expect(known).toEqual(known.toSorted((a, b) => a - b))
  expect(known.reduce((sum, wait) => sum + wait) / 86_400).toBeGreaterThan(3)
})

test('what is nested without end is refused before anybody reads it', () => {
  expect(() => demandShallow(JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`))).toThrow()
  expect(() => demandShallow({ a: [{ b: 'c' }] })).not.toThrow()
})
