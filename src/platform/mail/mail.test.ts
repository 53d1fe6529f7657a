/** Messages leave by SMTP or land in the folder; none carries more than it says. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Job, Jobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { createMail, type Message } from './index.ts'

let dataDir: string
beforeAll(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'unia-mail-'))))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const tx = {} as Tx
const message: Message = { to: 'ola@example.org', subject: 'Zażółć gęślą jaźń', text: 'Dzień dobry,\nto działa.' }

/** Jobs that wait until the test runs them, as often as it likes. */
function waitingJobs() {
  const handlers = new Map<string, (job: Job<never>) => Promise<unknown>>()
  const waiting: { id: string; name: string; data: object }[] = []
  const jobs: Pick<Jobs, 'define' | 'enqueue'> = {
    define: (name, handler) => void handlers.set(name, handler as never),
    enqueue: async (_tx, name, data) => {
      const id = `job-${waiting.length}`
      waiting.push({ id, name, data: JSON.parse(JSON.stringify(data)) })
      return id
    },
  }
  const run = async () => {
    for (const { id, name, data } of waiting) await handlers.get(name)!({ id, data } as Job<never>)
  }
  return { jobs, run, waiting }
}

function mailTo(mailUrl?: string) {
  const lines: string[] = []
  const log = createLog({ level: 'info', to: { write: (line) => void lines.push(line) } })
  const work = waitingJobs()
  const config = { mailUrl, mailFrom: 'Unia <unia@city.example>', dataDir, baseUrl: 'https://city.example' }
  const mail = createMail({ jobs: work.jobs, config, clock: fixedClock('2026-11-24T10:00:00Z'), log })
  return { mail, lines, ...work }
}

/** A mail server that takes one message a connection and tells what it heard. */
async function smtpServer(heard: string[]): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => {
    let inData = false
    let rest = ''
    socket.write('220 test\r\n')
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      rest += chunk
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        heard.push(line)
        if (inData && line !== '.') continue
        const opens: boolean = line === 'DATA'
        inData = opens
        socket.write(opens ? '354 go on\r\n' : line.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`, server }
}

test('without MAIL_URL a message is a file that its owner alone reads, and the log says where, but not what or to whom', async () => {
  const { mail, run, lines } = mailTo()
  const id = await mail.send(tx, { ...message, html: '<p>Dzień dobry</p>' })
  await run()
  await run()
  const path = join(dataDir, 'mail', `${id}.eml`)
  expect(await readdir(join(dataDir, 'mail'))).toEqual([`${id}.eml`])
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  const source = await readFile(path, 'utf8')
  expect(source).toMatch(/^To: ola@example\.org$/m)
  expect(source).toMatch(/^Subject: =\?UTF-8\?/m)
  expect(source).toContain(`Message-ID: <${id}@city.example>`)
  expect(source).toContain('Date: Tue, 24 Nov 2026 10:00:00 +0000')
  expect(lines.join('')).toContain(`${id}.eml`)
  expect(lines.join('')).not.toMatch(/ola|działa|gęślą/)
})

test('with MAIL_URL a message goes by SMTP; a second attempt carries the same id', async () => {
  const heard: string[] = []
  const { url, server } = await smtpServer(heard)
  const { mail, run } = mailTo(url)
  const id = await mail.send(tx, message)
  await run()
  await run()
  server.close()
  expect(heard).toContain('MAIL FROM:<unia@city.example>')
  expect(heard.filter((line) => line === 'RCPT TO:<ola@example.org>')).toHaveLength(2)
  expect(heard.filter((line) => line === `Message-ID: <${id}@city.example>`)).toHaveLength(2)
})

test('a server that is not there fails the job, so that it is tried again', async () => {
  const { mail, run } = mailTo('smtp://127.0.0.1:9')
  await mail.send(tx, message)
  await expect(run()).rejects.toThrow()
})

test.each([
  'ola@example.org\r\nBcc: all@example.org',
  'ola@example.org, ewa@example.org',
  'Ola <ola@example.org>',
  'ola@example.org\u0000',
  'ola@@example.org',
  'ola',
  '@example.org',
  'ola@example..org',
  `${'o'.repeat(250)}@example.org`,
  '',
])('the recipient %j is refused before anything is enqueued', async (to) => {
  const { mail, waiting } = mailTo()
  await expect(mail.send(tx, { ...message, to })).rejects.toMatchObject({ code: 'mail.badAddress', status: 400 })
  expect(waiting).toEqual([])
})

test('a subject with anything that could begin another header is refused', async () => {
  const { mail } = mailTo()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('\r\n', '\n', '\r', '\u0000', '\u0085', '\u2028'),
      fc.string(),
      async (line, text) => {
        const sent = mail.send(tx, { ...message, subject: `Hello${line}Bcc: ${text}` })
        await expect(sent).rejects.toMatchObject({ code: 'mail.badSubject' })
      },
    ),
  )
})

test('text that would be fetched from a file is refused when it is sent', async () => {
  const { mail, run } = mailTo()
  await mail.send(tx, { ...message, text: { path: '/etc/passwd' } as never })
  await expect(run()).rejects.toThrow(/rejected/)
})
