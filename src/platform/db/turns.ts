/**
 * Lets several connections share the one session of the embedded PostgreSQL. A connection has the session to itself for a
 * whole exchange and, within a transaction, until its end: parts of two exchanges must never mix, or one connection would
 * bind its parameters to the statement of another.
 */
import { createServer, type Socket } from 'node:net'
import { readMessages, watchForPanic, type Message } from './wire.ts'

/** What is asked of the embedded database. */
export type Session = {
  execProtocolRawStream(message: Uint8Array, options: { onRawData: (data: Uint8Array) => void }): Promise<void>
  isInTransaction(): boolean
  exec(sql: string): Promise<unknown>
}

/**
 * Serves on the Unix socket at `path` until closed. `panicked` resolves when the database has gone down and told so, as it
 * does where it has no room for its log; nothing may be asked of it then.
 */
export async function serveSession(
  session: Session,
  path: string,
): Promise<{ close(): Promise<void>; panicked: Promise<void> }> {
  const takeTurn = createTurns()
  const { promise: panicked, resolve: panic } = Promise.withResolvers<void>()
  const conversations = new Map<Socket, Promise<void>>()
  const server = createServer((socket) => {
    const conversation = converse({ session, takeTurn, panic }, socket)
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
    panicked,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of conversations.keys()) socket.destroy()
      await Promise.all([closed, ...conversations.values()])
    },
  }
}

type TakeTurn = () => Promise<() => void>
type House = { session: Session; takeTurn: TakeTurn; panic: () => void }

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
async function converse({ session, takeTurn, panic }: House, socket: Socket): Promise<void> {
  const isPanic = watchForPanic()
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
      if (!(await answer(session, socket, message, isPanic))) {
        // The turn is not given back: nobody asks any more.
        giveBack = undefined
        await new Promise<void>((flushed) => socket.end(flushed))
        return panic()
      }
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

/** Gives whether the database is still there afterwards. */
async function answer(
  session: Session,
  socket: Socket,
  { bytes, endsExchange }: Message,
  isPanic: (answer: Buffer) => boolean,
): Promise<boolean> {
  let last: Buffer | undefined
  let panicked = false
  const onRawData = (data: Uint8Array) => {
    if (last) socket.write(last)
    // The bytes lie in the database's own memory and are overwritten by its next answer.
    last = Buffer.from(data)
    panicked = isPanic(last)
  }
  // What it refuses it tells; what it throws is the end of it.
  await session.execProtocolRawStream(bytes, { onRawData }).catch(() => (panicked = true))
  if (last) socket.write(!endsExchange && saysReady(last) ? last.subarray(0, -READY_BYTES) : last)
  return !panicked
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
