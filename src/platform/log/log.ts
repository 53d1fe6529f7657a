/** The logger of one process. */
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino'
import { prettyStream } from './pretty.ts'
import { scrub, scrubText } from './scrub.ts'

export type Log = Logger

type Needs = {
  level: string
  /** Where to; standard output if not told. */
  to?: DestinationStream
  /** Readable lines instead of JSON; if not told, when standard output is a terminal. */
  pretty?: boolean
}

export function createLog({ level, to, pretty = !to && process.stdout.isTTY }: Needs): Log {
  const destination = to ?? pino.destination({ dest: 1, sync: true })
  return pino(
    {
      level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { log: (entry) => scrub(entry) as Record<string, unknown> },
      serializers: { err: (error) => error },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((arg) => (typeof arg === 'string' ? scrubText(arg) : arg)) as typeof args)
        },
      },
    },
    pretty ? prettyStream(process.stdout) : destination,
  )
}
