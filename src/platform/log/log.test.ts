/** What is logged is one line, and holds neither secrets nor e-mail addresses. */
import { expect, test } from 'vitest'
import { createLog, scrub } from './index.ts'
import { prettyLine } from './pretty.ts'

function logged(act: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = []
  act(createLog({ level: 'info', to: { write: (line: string) => void lines.push(line) } }))
  return { lines, entry: JSON.parse(lines[0] ?? 'null') }
}

test('an entry is one JSON line with time, level and message', () => {
  const { lines, entry } = logged((log) => log.info({ rows: 12 }, 'imported'))
  expect(lines).toHaveLength(1)
  expect(entry).toMatchObject({ level: 30, rows: 12, msg: 'imported', time: expect.stringMatching(/^\d{4}-.*Z$/) })
})

test('secrets are taken out by the name of their field, however deep', () => {
  const entry = {
    user: { password: 'hunter2', apiKey: 'k', 'set-cookie': ['s=1'] },
    headers: { authorization: 'Bearer x' },
  }
  const text = JSON.stringify(scrub(entry))
  expect(text).not.toMatch(/hunter2|"k"|s=1|Bearer/)
})

test('e-mail addresses are taken out of messages, fields and errors', () => {
  const { lines } = logged((log) => {
    log.info({ note: 'for jan.kowalski@example.pl' }, 'invited %s', 'anna@example.com')
    log.error(
      { err: new Error('no mailbox <ola@example.org>', { cause: new Error('ola@example.org') }) },
      'mail failed',
    )
    log.warn('sent to ewa@example.net')
  })
  expect(lines.join('')).not.toMatch(/@example/)
  expect(lines.join('')).toContain('no mailbox')
})

test('tokens and passwords inside addresses are taken out; paths and uuids stay', () => {
  const said = scrub([
    '/pl/invitations/mFq3xW0b9Qe7Tt1yZk8LpR2sVn4uJd6h',
    '/reset?token=mFq3xW0b9Qe7Tt1yZk8LpR2sVn4uJd6h',
    'postgres://unia:pa55word@db/unia',
    '/api/v1/indicators/iso37120-air-pm25/0198c0de-7a2b-7c3d-8e4f-5a6b7c8d9e0f',
  ]) as string[]
  expect(said.slice(0, 3).join()).not.toMatch(/mFq3|pa55/)
  expect(said[3]).toBe('/api/v1/indicators/iso37120-air-pm25/0198c0de-7a2b-7c3d-8e4f-5a6b7c8d9e0f')
})

test('a circle does not hang the logger', () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  expect(JSON.stringify(scrub(circle))).toContain('[deeper]')
})

test('a readable line cannot steer the terminal', () => {
  const line = prettyLine(
    JSON.stringify({ level: 40, time: '2026-11-24T10:20:30.000Z', msg: 'odd \u001b[2J path', path: '\u0007' }),
  )
  expect(line).toContain('10:20:30')
  expect(line).toContain('warn')
  expect(line).not.toContain('\u001b[2J')
  expect(line.trim().split('\n')).toHaveLength(1)
})
