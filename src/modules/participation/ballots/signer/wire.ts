/** How one talks to the signer: a line of JSON for each question and each answer, over a Unix socket, in any order. */
import type { Socket } from 'node:net'

/** A thousand ballots of the longest kind. */
const LINE_CHARS_MAX = 64 * 1_048_576

/** Calls `hear` for each line; a line beyond all measure ends the conversation. */
export function listen(socket: Socket, hear: (line: string) => void): void {
  let parts: string[] = []
  let length = 0
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = chunk.split('\n')
    for (const [index, line] of lines.entries()) {
      parts.push(line)
      length += line.length
      if (length > LINE_CHARS_MAX) return void socket.destroy()
      if (index === lines.length - 1) return
      hear(parts.join(''))
      parts = []
      length = 0
    }
  })
}

export const say = (socket: Socket, message: object): boolean => socket.write(`${JSON.stringify(message)}\n`)

export type Question = { id: number; verb: string; args: unknown[] }
export type Answer = { id: number; value?: unknown; refusal?: { code: string; status: number; details: object } }
