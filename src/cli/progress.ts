/** How far long work is: one line that renews itself on a terminal, silence elsewhere. */
export type Progress = (what: string, done: number, total?: number | null) => void

const EVERY_MS = 100

export function createProgress(stream: NodeJS.WriteStream = process.stderr): { show: Progress; end(): void } {
  let shownAt = -Infinity
  let shown = false
  return {
    show(what, done, total) {
      const now = performance.now()
      if (!stream.isTTY || now - shownAt < EVERY_MS) return
      shownAt = now
      shown = true
      const share = total ? ` ${Math.floor((done / total) * 100)} %` : ` ${done}`
      stream.write(`\r\x1b[2K${what}${share}`)
    },
    end() {
      if (shown) stream.write('\r\x1b[2K')
      shown = false
    },
  }
}
