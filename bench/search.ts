/** Search over descriptions of datasets, facets included, against reading one row by its primary key in the same run. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Engine, FACETS, type Entry, type Question } from '#catalog'
import type { Part } from './part.ts'

const DATASETS = 100_000
const ASKED = 2_000
const WORDS = 60_000
const AIM = 10
/** How many share the head of a distribution: the commonest word that says something is one in a hundred. */
const HEAD = 12

/** The same each time. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const next = chance(5)
const from = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
/** Few are met often, most seldom, as words of any language are. */
const zipf = (count: number): number => Math.floor(((count + HEAD) / HEAD) ** next() * HEAD - HEAD)

const SYLLABLES = 'pa pro wo da szko la bu dże ro we zie leń po wie trze dro ga mie szka nie ko mu ni sta ra no we pod stre łąk żeń ści'.split(' ') // prettier-ignore
const ENDINGS = ['', 'a', 'y', 'e', 'ego', 'ami', 'ów', 'nia', 'ość', 'owy']
const stems = Array.from({ length: WORDS / 6 }, () => Array.from({ length: 2 + zipf(3) }, () => from(SYLLABLES)).join('')) // prettier-ignore
const word = () => stems[zipf(stems.length)]! + from(ENDINGS)
const text = (count: number) => Array.from({ length: count }, word).join(' ')
const values = (facet: string, count: number, each: number) =>
  Array.from({ length: 1 + Math.floor(next() * each) }, () => `${facet}${zipf(count)}`)

const entry = (number: number): Entry => ({
  id: `dataset-${number}`,
  title: { pl: text(6), en: text(6), uk: text(6) },
  keywords: [text(1), text(2), text(1)],
  more: [text(40), text(25)],
  facets: {
    publisher: values('publisher', 300, 1),
    theme: values('theme', 13, 3),
    format: values('format', 9, 4),
    licence: values('licence', 6, 1),
    hvd: values('hvd', 6, 1),
    frequency: values('frequency', 18, 1),
    tag: values('tag', 20_000, 6),
    stars: values('stars', 5, 1),
    area: values('area', 400, 2),
    series: values('series', 2_000, 1),
  },
  modified: new Date(1_600_000_000_000 + number * 1_000),
  issued: new Date(1_500_000_000_000 + number * 1_000),
})

/** What a person types: a word or two, begun, inflected, mistyped, or nothing; something chosen or not. */
function question(): Question {
  const kind = next()
  let q = text(1 + zipf(4))
  if (kind < 0.2) q = q.slice(0, 3 + Math.floor(next() * 4))
  else if (kind < 0.35) q = q.slice(0, 4) + q.slice(5)
  else if (kind < 0.45) q = ''
  const filters = next() < 0.5 ? { theme: values('theme', 13, 1), format: values('format', 9, 1) } : {}
  return { q, filters, facets: FACETS, facetLimit: 20, widening: next() < 0.5, start: 20 * zipf(5), rows: 20 }
}

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)]!

export const search: Part = {
  title: 'Search over 100,000 descriptions of datasets, facets included',
  needs: 'TEST_DATABASE_URL',
  canRun: () => process.env.TEST_DATABASE_URL !== undefined,
  async run(report) {
    const engine = new Engine()
    const before = process.memoryUsage().rss
    const begun = performance.now()
    for (let number = 0; number < DATASETS; number++) engine.put(entry(number))
    const filled_ms = performance.now() - begun
    const held = process.memoryUsage().rss - before
    const client = new pg.Client(process.env.TEST_DATABASE_URL)
    await client.connect()
    try {
      await client.query(
        'create temp table one_row as select n as id, md5(n::text) as text from generate_series(1, 100000) n',
      )
      await client.query('alter table one_row add primary key (id)')
      const [ours, reads]: number[][] = [[], []]
      for (let i = 0; i < ASKED; i++) {
        const asked = question()
        const start = performance.now()
        engine.ask(asked)
        const middle = performance.now()
        await client.query('select * from one_row where id = $1', [1 + Math.floor(next() * DATASETS)])
        if (i >= ASKED / 10) {
          ours!.push(middle - start)
          reads!.push(performance.now() - middle)
        }
        if (i % 100 === 0) await sleep(1)
      }
      const [p95, read] = [percentile(ours!, 0.95), percentile(reads!, 0.95)]
      const shown = (ms: number) => `${ms.toFixed(2)} ms`
      report({ what: 'p95 of a question', ours: shown(p95), reference: `one row by its key: ${shown(read)}`, ratio: p95 / read, aim: `at most ${AIM}` }) // prettier-ignore
      report({ what: 'median of a question', ours: shown(percentile(ours!, 0.5)), reference: `one row by its key: ${shown(percentile(reads!, 0.5))}` }) // prettier-ignore
      report({ what: 'read in anew', ours: `${(filled_ms / 1000).toFixed(1)} s` })
      report({ what: 'memory', ours: `${Math.round(held / 2 ** 20)} MB` })
    } finally {
      await client.end()
    }
  },
}
