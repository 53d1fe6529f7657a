/** The whole vote in one file, line by line: what was sealed, what the ledger holds of it, ballots, result. Anyone recounts it. */
import { parseVkey } from '#platform/ledger'
import type { Needs } from './needs.ts'
import { openedLines } from './opening.ts'

const KINDS = [
  'participation.vote.sealed',
  'participation.vote.extended',
  'participation.vote.closed',
  'participation.ballots.committed',
  'participation.ballots.opened',
  'participation.keys.destroyed',
  'participation.counted',
]
const PAGE = 200
const TRIES = 20

type Held = { index: number; leaf: string; proof: string[] }

export function createBundle(needs: Needs) {
  const { ledger, budgets, resultOf } = needs

  async function entriesOf(edition: string): Promise<string[]> {
    const ids: string[] = []
    for (const kind of KINDS)
      for (let before: number | undefined; ;) {
        const page = await ledger.list({ subject: `budget/${edition}`, kind, limit: PAGE, before })
        for (const { entry } of page.entries) ids.push(entry.id)
        if (page.next === undefined) break
        before = page.next
      }
    return ids
  }

  /** All under one checkpoint: where the log grew meanwhile, once more. */
  async function proven(edition: string): Promise<{ entries: Held[]; note: string }> {
    const ids = await entriesOf(edition)
    for (let i = 0; ; i++) {
      const entries: Held[] = []
      const notes = new Set<string>()
      for (const id of ids) {
        const { entry, index, inclusion, checkpoint } = await ledger.proof(id)
        entries.push({ index, leaf: entry, proof: inclusion })
        notes.add(checkpoint)
        if (notes.size > 1) break
      }
      const [note] = notes
      if (note && (notes.size === 1 || i === TRIES)) return { entries: entries.sort((a, b) => a.index - b.index), note }
      if (!note) return { entries, note: (await ledger.checkpoint()) ?? '' }
    }
  }

  return {
    /** NDJSON. Throws `participation.notSealed`. */
    async *bundle(edition: string): AsyncGenerator<string> {
      const line = (kind: string, content: object) => `${JSON.stringify({ kind, ...content })}\n`
      const { names, state } = await budgets.edition(edition)
      const sealed = JSON.parse(await budgets.sealed(edition)) as object
      const ledgerKey = await ledger.vkey()
      const origin = parseVkey(ledgerKey).name
      yield line('election', { version: 1, edition, names, origin, ledgerKey })
      yield line('sealed', sealed)
      const { entries, note } = await proven(edition)
      for (const entry of entries) yield line('entry', entry)
      yield line('checkpoint', { note })
      if (state !== 'opened' && state !== 'counted') return
      for await (const text of openedLines(needs, edition)) yield `{"kind":"ballot",${text.slice(1)}\n`
      const result = await resultOf(edition)
      if (result) yield line('result', result)
    },
  }
}
