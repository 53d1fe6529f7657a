/** Files of the Pabulib standard: every type of vote, quoted fields, decimals, and what is wrong told by its line. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountOf, greedy, readPabulib, writePabulib } from '../index.ts'

const file = (parts: { meta?: string; projects?: string; votes?: string }) =>
  `META\nkey;value\n${parts.meta ?? 'budget;100\nvote_type;approval'}\nPROJECTS\n${parts.projects ?? 'project_id;cost\na;40\nb;60'}\nVOTES\n${parts.votes ?? 'voter_id;vote\n1;a,b\n2;b'}\n`
const problemsOf = (text: string) =>
  readPabulib(text).problems.map(({ line, code, note }) => `${line} ${code}${note ? ' note' : ''}`)

test('what a file says of itself, with fields in quotes, a byte order mark and lines of Windows', () => {
  const text = file({ projects: 'project_id;cost;name\na;40;"Plac ""Pod dębem""; etap 2"\nb;60;Most 3" nad rzeką' })
  const { meta, projects, profile, problems } = readPabulib(`\ufeff${text.replaceAll('\n', '\r\n')}`)
  expect(problems).toEqual([])
  expect(meta.get('budget')).toBe('100')
  expect(projects.map((row) => row.get('name'))).toEqual(['Plac "Pod dębem"; etap 2', 'Most 3" nad rzeką'])
  expect(profile).toMatchObject({ voters: 2, budget: 100n, partsPerUnit: 1n })
  expect(profile.supporters.map(({ votes }) => votes)).toEqual([1, 2])
})

test('a quote that is never closed does not swallow the ballots', () => {
  const { profile } = readPabulib(file({ projects: 'project_id;cost;name\na;40;"Plac\nb;60;Most' }))
  expect([profile.projects.map(({ name }) => name), profile.voters]).toEqual([['"Plac', 'Most'], 2])
})

test('amounts with decimals are exact', () => {
  const { profile } = readPabulib(
    file({ meta: 'budget;100.30\nvote_type;approval', projects: 'project_id;cost\na;50,1\nb;50.2' }),
  )
  const { winners, left } = greedy(profile)
  expect([winners, amountOf(left, profile.partsPerUnit)]).toEqual([['b', 'a'], '0'])
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.integer({ min: 0, max: 4 }), (parts, decimals) => {
      const text = amountOf(parts, 10n ** BigInt(decimals))
      const read = readPabulib(
        file({ meta: `budget;${text}\nvote_type;approval`, projects: `project_id;cost\na;1.${'0'.repeat(decimals)}1` }),
      )
      expect(read.profile.budget).toBe(parts * (read.profile.partsPerUnit / 10n ** BigInt(decimals)))
    }),
  )
})

test('points, rankings and their sums', () => {
  const scored = readPabulib(
    file({
      meta: 'budget;100\nvote_type;cumulative\nmax_sum_points;3',
      votes: 'voter_id;vote;points\n1;a,b;2,1\n2;b;4',
    }),
  )
  expect(scored.profile.supporters.map(({ score }) => score)).toEqual([2, 5])
  expect(scored.problems.map(({ line, code, note }) => [line, code, note])).toEqual([[13, 'pointsSum', true]])
  const halves = readPabulib(
    file({ meta: 'budget;100\nvote_type;scoring', votes: 'voter_id;vote;points\n1;a,b;0.5,1\n2;b;1' }),
  )
  expect(halves.profile.supporters.map(({ score }) => score)).toEqual([5, 20])
  const ranked = readPabulib(
    file({ meta: 'budget;100\nvote_type;ordinal\nmax_length;3', votes: 'voter_id;vote\n1;b,a\n2;a' }),
  )
  expect(ranked.profile.supporters.map(({ score }) => score)).toEqual([5, 3])
})

test('each problem has its line; what cannot be counted is left out, the rest is counted', () => {
  const text = file({
    meta: 'budget;100\nvote_type;approval\nnum_projects;2\nnum_votes;9\nmax_length;2',
    projects: 'project_id;cost;votes\na;40;7\nb;free;1\na;10;0\nc;900;1\n;5;5',
    votes: 'voter_id;vote\n1;a,zzz\n1;a\n3;a,a\n4;a,b,c;too;many\n5;',
  })
  expect(problemsOf(text)).toEqual([
    ...['5 metaCount note', '6 metaCount note', '10 tally note', '11 cost', '12 projectTwice', '13 aboveBudget note'],
    ...['14 column', '17 unknownProject', '18 voterTwice note', '19 choiceTwice', '20 cells note', '20 tooMany note'],
    '20 unknownProject',
  ])
  const { profile } = readPabulib(text)
  expect([profile.voters, profile.supporters.map(({ votes }) => votes)]).toEqual([5, [4, 1]])
})

test.each([
  ['', { what: 'META' }],
  ['a;b\n1;2', { what: 'META', line: 1 }],
  ['META\nkey;value\nbudget;1', { what: 'PROJECTS' }],
  [file({ projects: 'project_id;price\na;1' }), { what: 'cost', line: 6 }],
  [file({ votes: 'voter_id;choice\n1;a' }), { what: 'vote', line: 10 }],
])('%j is no such file', (text, details) => {
  expect(() => readPabulib(text)).toThrow(
    expect.objectContaining({ code: 'counting.notPabulib', details: expect.objectContaining(details) }),
  )
})

test('a budget that is none is said with its line', () => {
  for (const budget of ['', 'much', '-5', '1e9', '1.2.3'])
    expect(() => readPabulib(file({ meta: `vote_type;approval\nbudget;${budget}` }))).toThrow(
      expect.objectContaining({ code: 'counting.noBudget', details: { line: 4, found: budget } }),
    )
})

test('whatever the bytes, there is an answer or a refusal', () => {
  const pieces = fc.constantFrom(
    'META',
    'PROJECTS',
    'VOTES',
    ';',
    '\n',
    '"',
    'key;value',
    'budget;9',
    'project_id;cost',
    'voter_id;vote',
    'a;1',
    '1;a',
    '1;a,a',
    '\u0000',
    '\r',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      try {
        readPabulib(all.join('\n'))
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^counting\./) })
      }
    }),
    { numRuns: 500 },
  )
})

test('a vote of a whole city is read, with points and without', () => {
  const voters = Array.from({ length: 250_000 }, (_, i) => i)
  const scored = file({ meta: 'budget;100\nvote_type;cumulative', votes: `voter_id;vote;points\n${voters.map((i) => `${i};${i % 2 ? 'a' : 'b'};${1 + (i % 3)}`).join('\n')}` }) // prettier-ignore
  expect(readPabulib(scored).profile.voters).toBe(voters.length)
})

const word = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'ż', ';', '"', ' ', '\n', '3') })
const field = word.map((text) => text.trim()).filter((text) => text !== '')
test('what is written is read again', () => {
  const written = fc.record({
    names: fc.array(field, { minLength: 1, maxLength: 5 }),
    cents: fc.integer({ min: 1, max: 10_000 }),
    ballots: fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 5 }), { maxLength: 6 }),
  })
  fc.assert(
    fc.property(written, ({ names, cents, ballots }) => {
      const projects = names.map((name, i) => ({ project_id: `P/${i}`, cost: amountOf(BigInt(cents + i), 100n), name }))
      const votes = ballots.map((points, i) => {
        const given = points.slice(0, names.length)
        return {
          voter_id: String(i),
          vote: given.map((_, j) => `P/${j}`).join(),
          points: given.join(),
          note: names[0]!,
        }
      })
      const meta = { budget: '12345.67', vote_type: 'scoring', description: names[0]!, num_votes: String(votes.length) }
      const voteColumns = ['voter_id', 'vote', 'points', 'note']
      const read = readPabulib([...writePabulib({ meta, projects, votes, voteColumns })].join(''))
      expect(read.problems.filter(({ code }) => code !== 'aboveBudget')).toEqual([])
      expect(Object.fromEntries(read.meta)).toEqual(meta)
      expect(read.projects.map((row) => Object.fromEntries(row))).toEqual(projects)
      expect(read.votes.map(({ cell }) => voteColumns.map((column) => cell(column) ?? ''))).toEqual(
        votes.map((vote) => Object.values(vote)),
      )
    }),
  )
})
