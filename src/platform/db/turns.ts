/**
 * Lets several connections share the one session of the embedded PostgreSQL. A connection has the session to itself for a
 * whole exchange and, within a transaction, until its end: parts of two exchanges must never mix, or one connection would
 * bind its parameters to the statement of another.
 */
import { createServer, type Socket } from 'node:net'
import { readMessages, type Message } from './wire.ts'

/** What is asked of the embedded database. */
export type Session = {
  execProtocolRawStream(message: Uint8Array, options: { onRawData: (data: Uint8Array) => void }): Promise<void>
  isInTransaction(): boolean
  exec(sql: string): Promise<unknown>
}

/** Serves on the Unix socket at `path` until closed. */
export async function serveSession(session: Session, path: string): Promise<{ close(): Promise<void> }> {
  const takeTurn = createTurns()
  const conversations = new Map<Socket, Promise<void>>()
  const server = createServer((socket) => {
    const conversation = converse(session, socket, takeTurn)
      // A client that vanishes ends its conversation and nothing else.
      .catch(() => {})
      .finally(() => {
        socket.destroy()
        conversations.delete(socket)
      })
    conversations.set(socket, conversation)
  })
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(path, listening))
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of conversations.keys()) socket.destroy()
      await Promise.all([closed, ...conversations.values()])
    },
  }
}

type TakeTurn = () => Promise<() => void>

/** First come, first served; the turn is given back by calling what it gave. */
function createTurns(): TakeTurn {
  let last: Promise<void> = Promise.resolve()
  return async () => {
    const before = last
    const { promise, resolve } = Promise.withResolvers<void>()
    last = promise
    await before
    return resolve
  }
}

/** One connection, from its first message to its last. */
async function converse(session: Session, socket: Socket, takeTurn: TakeTurn): Promise<void> {
  let giveBack: (() => void) | undefined
  let exchanging = false
  try {
    for await (const message of readMessages(socket)) {
      if (message.kind === 'terminate') return
      if (message.kind === 'encrypt') {
        socket.write('N')
        continue
      }
      giveBack ??= await takeTurn()
      exchanging = true
      await answer(session, socket, message)
      if (!message.endsExchange) continue
      exchanging = false
      if (session.isInTransaction()) continue
      giveBack()
      giveBack = undefined
    }
  } finally {
    if (giveBack) {
      await abandon(session, exchanging).finally(giveBack)
    }
  }
}

async function answer(session: Session, socket: Socket, { bytes, endsExchange }: Message): Promise<void> {
  let last: Buffer | undefined
  const onRawData = (data: Uint8Array) => {
    if (last) socket.write(last)
    // The bytes lie in the database's own memory and are overwritten by its next answer.
    last = Buffer.from(data)
  }
  await session.execProtocolRawStream(bytes, { onRawData })
  if (!last) return
  socket.write(!endsExchange && saysReady(last) ? last.subarray(0, -READY_BYTES) : last)
}

const READY_BYTES = 6
const READY = Buffer.from('Z\0\0\0\x05')

/**
 * After an error the embedded database says that it is ready at once, and again when asked to synchronise. A client that
 * heard both would take the second for the answer to its next question. No other answer ends in these bytes.
 */
const saysReady = (answer: Buffer) => answer.subarray(-READY_BYTES, -1).equals(READY)

const SYNC = Uint8Array.of(0x53, 0, 0, 0, 4)

/** Brings the session back to rest after a connection broke off in the middle. */
async function abandon(session: Session, exchanging: boolean): Promise<void> {
  if (exchanging) await session.execProtocolRawStream(SYNC, { onRawData: () => {} })
  if (session.isInTransaction()) await session.exec('rollback')
}
