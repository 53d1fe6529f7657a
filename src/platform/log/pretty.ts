/** Log entries as a person reads them on a terminal: time, level, what happened, and what belongs to it, on one line. */
import { Writable } from 'node:stream'

const LEVELS: Record<number, { name: string; colour: number }> = {
  10: { name: 'trace', colour: 90 },
  20: { name: 'debug', colour: 90 },
  30: { name: 'info', colour: 32 },
  40: { name: 'warn', colour: 33 },
  50: { name: 'error', colour: 31 },
  60: { name: 'fatal', colour: 31 },
}
const paint = (text: string, colour: number) => `\u001b[${colour}m${text}\u001b[0m`
/** What comes from outside must not steer the terminal. */
const visible = (text: string) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\u{fffd}')

export function prettyLine(json: string): string {
  const { level, time, msg = '', err, ...rest } = JSON.parse(json)
  const { name, colour } = LEVELS[level] ?? { name: String(level), colour: 0 }
  const details = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const stack = err?.stack ? `\n${err.stack}` : ''
  const line = `${visible(String(msg))} ${paint(visible(details.join(' ')), 90)}`.trim()
  return `${paint(String(time).slice(11, 19), 90)} ${paint(name.padEnd(5), colour)} ${line}${visible(stack)}\n`
}

export const prettyStream = (out: NodeJS.WritableStream): Writable =>
  new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      for (const line of String(chunk).split('\n')) if (line) out.write(prettyLine(line))
      done()
    },
  })
