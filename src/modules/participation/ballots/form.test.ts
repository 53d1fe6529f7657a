/** A ballot keeps to its form in exactly one way of writing it, and none is longer than another once it is sealed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BallotForm } from '../budgets/types.ts'
import { bodyText, commitmentOf, type Choice } from './commitment.ts'
import { demandForm, sealedChars, sealedText, type Paper } from './form.ts'

const paperOf = (form: BallotForm): Paper => ({
  ...{ edition: 'spring', pool: 'north', amount_minor: 10_000, form },
  projects: new Map(['A1', 'A2', 'B1', 'B2'].map((number, i) => [number, { number, cost_minor: (i + 1) * 2_500 }])),
})

const APPROVAL = paperOf({ kind: 'approval', least: 1, most: 2 })
const POINTS = paperOf({ kind: 'points', points: 10, mostEach: 6, mostProjects: 3 })
const ORDINAL = paperOf({ kind: 'ordinal', most: 3 })
const KNAPSACK = paperOf({ kind: 'knapsack' })

describe('what keeps to the form', () => {
  test.each<[Paper, Choice[]]>([
    [APPROVAL, [['A1', 1]]],
    [APPROVAL, [['A1', 1], ['B2', 1]]], // prettier-ignore
    [POINTS, []],
    [POINTS, [['A1', 6], ['A2', 3], ['B1', 1]]], // prettier-ignore
    [ORDINAL, [['B2', 1], ['A1', 2], ['B1', 3]]], // prettier-ignore
    [KNAPSACK, [['A1', 1], ['B1', 1]]], // prettier-ignore
  ])('%#', (paper, choices) => expect(() => demandForm(paper, choices)).not.toThrow())
})

describe('what does not', () => {
  test.each<[string, Paper, Choice[]]>([
    ['choicesFew', APPROVAL, []],
    ['choicesMany', APPROVAL, [['A1', 1], ['A2', 1], ['B1', 1]]], // prettier-ignore
    ['projectUnknown', APPROVAL, [['C1', 1]]],
    ['projectUnknown', APPROVAL, [['__proto__', 1]]],
    ['projectTwice', APPROVAL, [['A1', 1], ['A1', 1]]], // prettier-ignore
    ['choicesUnsorted', APPROVAL, [['B1', 1], ['A1', 1]]], // prettier-ignore
    ['pointsWrong', APPROVAL, [['A1', 2]]],
    ['pointsWrong', POINTS, [['A1', 7]]],
    ['pointsWrong', POINTS, [['A1', 6], ['A2', 5]]], // prettier-ignore
    ['pointsWrong', POINTS, [['A1', 0]]],
    ['pointsWrong', POINTS, [['A1', -1], ['A2', 6]]], // prettier-ignore
    ['choicesMany', POINTS, [['A1', 1], ['A2', 1], ['B1', 1], ['B2', 1]]], // prettier-ignore
    ['pointsWrong', ORDINAL, [['A1', 2], ['A2', 1]]], // prettier-ignore
    ['overBudget', KNAPSACK, [['A1', 1], ['B2', 1]]], // prettier-ignore
  ])('%s %#', (code, paper, choices) => {
    expect(() => demandForm(paper, choices)).toThrow(expect.objectContaining({ code: `participation.${code}` }))
  })
})

test('all sealed ballots of a paper are of one length, even the fullest', () => {
  const [token, salt, signature] = ['t'.repeat(86), 's'.repeat(43), 'g'.repeat(342)]
  for (const paper of [APPROVAL, POINTS, ORDINAL, KNAPSACK]) {
    const chars = sealedChars(paper)
    const most = paper.form.kind === 'points' ? 6 : 4
    fc.assert(
      fc.property(fc.subarray([...paper.projects.keys()], { maxLength: 3 }), (numbers) => {
        const choices = numbers.map((number): Choice => [number, most])
        const body = bodyText({ edition: 'spring', pool: 'north', token, salt, choices })
        expect(Buffer.byteLength(sealedText(body, signature, chars))).toBe(chars)
      }),
    )
  }
})

test('the commitment is that of the canonical text, whatever the order of its members', () => {
  const body = bodyText({ salt: 's', token: 't', pool: 'p', edition: 'e', choices: [['A', 1]] })
  expect(body).toBe('{"choices":[["A",1]],"edition":"e","pool":"p","salt":"s","token":"t"}')
  expect(commitmentOf(body)).toMatch(/^[\w-]{43}$/)
})
