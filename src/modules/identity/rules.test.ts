/** Denied by default; waits that grow; passwords; one visitor per network. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { system, visitor } from '#platform/actor'
import {
  addressKey,
  countAttempt,
  demandGrantable,
  demandNoCircle,
  GRANTED,
  canByScopes,
  passwordProblem,
  canByRoles,
  waitBefore_s,
  type Attempts,
} from './rules.ts'
import { KEY_SCOPES, PERMISSIONS, ROLES } from './types.ts'

const organisation = fc.constantFrom('a', 'b', 'c')
const reach = fc.record({ what: fc.constantFrom(...ROLES), organisationId: organisation, wholeCity: fc.boolean() })
const permission = fc.oneof(
  fc.constantFrom<string>(...PERMISSIONS),
  fc.string(),
  fc.constantFrom('toString', 'constructor'),
)

test('nobody may what no role of theirs grants, where it holds', () => {
  fc.assert(
    fc.property(fc.array(reach), permission, fc.option(organisation, { nil: undefined }), (roles, asked, where) => {
      const can = canByRoles(roles)
      const granting = roles.filter(({ what }) => (GRANTED[what] as readonly string[]).includes(asked))
      const holds = granting.some((role) => role.wholeCity || role.organisationId === where)
      const isAnywhere = asked === 'workspace.enter' && granting.length > 0
      expect(can(asked, where)).toBe(holds || isAnywhere)
    }),
  )
})

test('a permission that is granted to no role is granted to no person and no key', () => {
  fc.assert(
    fc.property(fc.array(reach), fc.string(), (roles, asked) => {
      fc.pre(!(PERMISSIONS as readonly string[]).includes(asked))
      expect(canByRoles(roles)(asked, 'a')).toBe(false)
      const scopes = KEY_SCOPES.map((what) => ({ what, organisationId: 'a', wholeCity: true }))
      expect(canByScopes(scopes)(asked, 'a')).toBe(false)
    }),
  )
})

test('a key never has power over people or keys', () => {
  expect(KEY_SCOPES.filter((scope) => scope.startsWith('identity.'))).toEqual([])
})

test('a key never vouches for a figure: that takes a person', () => {
  expect(KEY_SCOPES).not.toContain('indicators.verify')
})

test('whoever may only invite hands on only lesser roles', () => {
  const steward = { can: canByRoles([{ what: 'steward', organisationId: 'a', wholeCity: false }]) }
  for (const role of ['resident', 'editor', 'analyst'] as const) demandGrantable(steward, role, 'a')
  for (const role of ['steward', 'dpo', 'administrator'] as const) {
    expect(() => demandGrantable(steward, role, 'a')).toThrow(expect.objectContaining({ code: 'identity.roleBeyond' }))
  }
  expect(() => demandGrantable(steward, 'editor', 'b')).toThrow()
  expect(() => demandGrantable(visitor, 'resident', 'a')).toThrow()
  demandGrantable(system('test'), 'administrator', 'a')
})

test('the wait grows with each failure, is never negative, and never longer than a quarter of an hour', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 20 }), fc.nat(2_000), (count, free, passed_s) => {
      const at = new Date('2026-11-24T08:00:00Z')
      const now = new Date(at.getTime() + passed_s * 1000)
      const wait = waitBefore_s({ count, at }, free, now)
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(900)
      expect(waitBefore_s({ count: count + 1, at }, free, now)).toBeGreaterThanOrEqual(wait)
      if (count < free) expect(wait).toBe(0)
    }),
  )
})

test('a day without attempts is forgiven', () => {
  const at = new Date('2026-11-24T08:00:00Z')
  const many: Attempts = { count: 99, at }
  expect(countAttempt(many, new Date('2026-11-24T09:00:00Z')).count).toBe(100)
  expect(countAttempt(many, new Date('2026-11-25T09:00:00Z')).count).toBe(1)
})

test.each([
  ['correct horse battery', undefined],
  ['twelve chars', undefined],
  ['eleven char', 'short'],
  ['żółć żółć żó', undefined],
  ['😀'.repeat(11), 'short'],
  ['x'.repeat(129), 'long'],
  ['anna.nowak@example.org', 'email'],
  ['Anna.Nowak@Example.org1', 'email'],
  ['anna.nowak12', 'email'],
  ['anna.nowak likes green tea', undefined],
])('password %j: %s', (password, problem) => {
  expect(passwordProblem(password, 'anna.nowak@example.org')).toBe(problem)
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:0DB8:0:0:ffff::2', '2001:db8:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('the address %s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})

test('no organisation stands under itself', () => {
  demandNoCircle('a', 'b', new Set(['c']))
  expect(() => demandNoCircle('a', 'a', new Set())).toThrow(expect.objectContaining({ code: 'identity.circle' }))
  expect(() => demandNoCircle('a', 'c', new Set(['b', 'c']))).toThrow()
})
