/** The form of a decision, read: options, effects and what it is tied to as people write them, a line each. */
import { Refusal } from '#platform/errors'
import type { DecisionDraft } from '#strategy'
import type { Lang } from '#words'
import { numberOf, textOf } from './forms.ts'
import { numberIn } from './maintenance.ts'

const EFFECT = 'iso37120-8.1 | -3 | 2028-12-31'
const DAY = /^\d{4}-\d\d-\d\d$/
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

const linesOf = (form: FormData, name: string) => textOf(form, name).split('\n').map((line) => line.trim()).filter(Boolean) // prettier-ignore
const partsOf = (line: string) => line.split('|').map((part) => part.trim())

function effectIn(line: string, at: number) {
  const [indicator = '', size = '', by = '', ...rest] = partsOf(line)
  const number = numberOf(size)
  if (!indicator || number === undefined || !DAY.test(by) || rest.length > 0)
    throw new Refusal('decisions.line', 422, { line: at + 1, found: line, form: EFFECT })
  return { indicator, size: number, by }
}

/** The id in the address of a project's page, in whichever language. Throws `decisions.unknownProject`. */
function projectIn(line: string): string {
  const id = UUID.exec(line)?.[0]
  if (!id) throw new Refusal('decisions.unknownProject', 422, { id: line })
  return id.toLowerCase()
}

/** Throws `decisions.line`, `decisions.unknownProject`, `maintenance.typed`. */
export function decisionIn(form: FormData, lang: Lang): DecisionDraft {
  const text = (name: string) => textOf(form, name).trim()
  return {
    ...{ titles: { [lang]: text('name') }, question: text('question'), reasons: text('reasons') },
    options: linesOf(form, 'options').map((line) => {
      const [name = '', ...about] = partsOf(line)
      return { name, about: about.join(' | ') }
    }),
    chosen: numberIn(form, 'chosen', '1') - 1,
    ...{ indicators: linesOf(form, 'indicators'), datasets: linesOf(form, 'datasets'), goals: linesOf(form, 'goals') },
    ...{ effects: linesOf(form, 'effects').map(effectIn), projects: linesOf(form, 'projects').map(projectIn) },
    ...{ heard: text('heard'), expected: text('expected'), act: text('act') },
    ...{ decidedBy: text('decidedBy'), decidedOn: text('decidedOn') },
  }
}

export const DECISION_FORM = {
  fields: { name: 'decisions.form.name', question: 'decisions.question', options: 'decisions.options', chosen: 'decisions.form.chosen', reasons: 'decisions.reasons', expected: 'decisions.expected', decidedBy: 'decisions.form.decidedBy', decidedOn: 'decisions.form.decidedOn' }, // prettier-ignore
  blame: {
    ...{ 'decisions.notAnOption': 'chosen', 'maintenance.typed': 'chosen', 'decisions.future': 'decidedOn' },
    ...{ 'decisions.unknownIndicator': 'indicators', 'decisions.twice': 'indicators', 'decisions.unknownProject': 'projects' }, // prettier-ignore
    ...{ 'decisions.noSize': 'effects', 'decisions.effectPast': 'effects', 'decisions.line': 'effects' },
    ...{ 'strategies.goalUnknown': 'goals', 'catalog.unknown': 'datasets', 'catalog.withdrawn': 'datasets' },
  },
} as const
