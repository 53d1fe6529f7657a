/** Checks and counts a vote beside the page, so that the page stays awake. Told a file or an address; tells how far it is, then the report. */
import { verifyElection, type ElectionReport, type Receipt } from '#verify/election'

export type Asked = { from: File | string; receipt?: Receipt }
export type Told = { lines: number } | { report: ElectionReport } | { failed: true }

/** A browser is told how far it is so often, and no oftener. */
const TELL_EVERY = 500

const tell = (what: Told) => postMessage(what)

addEventListener('message', ({ data: { from, receipt } }: MessageEvent<Asked>) => {
  void (async () => {
    const source = await streamOf(from)
    if (!source) return tell({ failed: true })
    const progress = (lines: number) => {
      if (lines % TELL_EVERY === 0) tell({ lines })
    }
    tell({ report: await verifyElection(source, { receipt, progress }) })
  })().catch(() => tell({ failed: true }))
})

/** The ballots are public: nobody need know who fetches them. */
async function streamOf(from: File | string): Promise<ReadableStream<Uint8Array> | undefined> {
  if (typeof from !== 'string') return from.stream()
  const answer = await fetch(from, { credentials: 'omit', referrerPolicy: 'no-referrer' })
  return answer.ok && answer.body ? answer.body : undefined
}
