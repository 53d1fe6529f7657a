/** Enqueues messages and hands them on. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import type { Db, Tx } from '#platform/db'
import type { Jobs } from '#platform/jobs'
import type { Log } from '#platform/log'
import { check, type Message } from './message.ts'

const JOB = 'mail.send'
const CONNECT_TIMEOUT_MS = 10_000
const SILENCE_TIMEOUT_MS = 30_000

export type Mail = ReturnType<typeof createMail>

type Needs = {
  jobs: Pick<Jobs, 'define' | 'enqueue'>
  config: Pick<Config, 'mailUrl' | 'mailFrom' | 'dataDir' | 'baseUrl'>
  clock: Clock
  log: Log
}

export function createMail({ jobs, config, clock, log }: Needs) {
  const host = new URL(config.baseUrl).hostname
  const deliver = config.mailUrl ? bySmtp(config.mailUrl) : toFolder(join(config.dataDir, 'mail'), log)

  // Sent twice, after a crash between sending and noting it, a message has the same id and date, so that mailboxes show it once.
  jobs.define<Message & { at: string }>(JOB, async ({ id, data: { at, unsubscribe, ...message } }) => {
    await deliver(id, {
      ...message,
      from: config.mailFrom,
      date: new Date(at),
      messageId: `<${id}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribe && endedAt(unsubscribe)) },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  })

  return {
    /** Sends when the caller's transaction commits. Refuses with `mail.badAddress` or `mail.badSubject`. Gives the job's id. */
    async send(tx: Db | Tx, message: Message): Promise<string> {
      check(message)
      const { to, subject, text, html, unsubscribe } = message
      return jobs.enqueue(tx, JOB, { to, subject, text, html, unsubscribe, at: clock.now().toISOString() })
    },
  }
}

const endedAt = (url: string) => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

type Deliver = (id: string, message: SendMailOptions) => Promise<void>

function bySmtp(url: string): Deliver {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
  })
  return async (_id, message) => void (await transport.sendMail(message))
}

/** Whole or not at all: a message appears under its name when it is complete. */
function toFolder(folder: string, log: Log): Deliver {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return async (id, message) => {
    const path = join(folder, `${id}.eml`)
    const { message: source } = await composer.sendMail(message)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(`${path}.part`, source as Buffer, { mode: 0o600 })
    await rename(`${path}.part`, path)
    log.info({ path }, 'no MAIL_URL: the message was written to a file')
  }
}
