/** What a check of a vote found: each check apart, by name, with what it saw or everything that is wrong. */

export const CHECKS = [
  'file',
  'key',
  'checkpoint',
  'entries',
  'order',
  'sealed',
  'signatures',
  'tokens',
  'commitments',
  'forms',
  'numbers',
  'ballots',
  'lot',
  'document',
  'recount',
  'receipt',
] as const
export type CheckName = (typeof CHECKS)[number]

export type Details = Record<string, string | number>
/** What is wrong, by its code; `line` where it stands in a line of the file. */
export type Finding = { why: Why; details: Details }
export type Check = { check: CheckName; ok: boolean; details: Details; findings: Finding[]; more: number }
export type Report = { ok: boolean; edition?: string; opened: boolean; checks: Check[] }

export type Why =
  // The file.
  | 'lineLong'
  | 'notJson'
  | 'nested'
  | 'shape'
  | 'notUtf8'
  | 'compression'
  | 'misplaced'
  | 'missing'
  | 'version'
  | 'tooMany'
  // The ledger.
  | 'vkey'
  | 'otherKey'
  | 'noEd25519'
  | 'note'
  | 'signature'
  | 'entry'
  | 'inclusion'
  | 'otherEdition'
  | 'entryTwice'
  | 'entryMissing'
  | 'entryOrder'
  | 'entrySaid'
  // The sealed rules.
  | 'sealedOther'
  | 'keyBroken'
  // The ballots.
  | 'unsigned'
  | 'tokenBroken'
  | 'tokenTwice'
  | 'paperTwice'
  | 'notCommitted'
  | 'notInFile'
  | 'committedTwice'
  | 'poolUnknown'
  | 'projectUnknown'
  | 'projectTwice'
  | 'tooFew'
  | 'tooManyChoices'
  | 'points'
  | 'overBudget'
  | 'unsorted'
  | 'moreThanIssued'
  | 'issuedFell'
  | 'countDiffers'
  | 'paperMore'
  | 'ballotsOther'
  // The result.
  | 'lotOther'
  | 'documentOther'
  | 'poolNotCounted'
  | 'winnerAdded'
  | 'winnerMissing'
  | 'winnerOrder'
  | 'votesDiffer'
  | 'moneyDiffers'
  | 'notCounted'
  // A receipt.
  | 'receiptNote'
  | 'receiptOther'
  | 'receiptLost'

const FINDINGS_MAX = 20

/** Why a check fails; whoever runs the checks puts it into the report. */
export class Wrong extends Error {
  readonly why: Why
  readonly details: Details
  constructor(why: Why, details: Details = {}) {
    super(why)
    this.why = why
    this.details = details
  }
}

/** One check in the making. Of many things wrong in one way the first are said, the others counted. */
export function checkOf(check: CheckName) {
  const findings: Finding[] = []
  let more = 0
  let details: Details = {}
  return {
    wrong(why: Why, about: Details = {}): void {
      if (findings.length < FINDINGS_MAX) findings.push({ why, details: about })
      else more += 1
    },
    saw(seen: Details): void {
      details = { ...details, ...seen }
    },
    done: (): Check => ({ check, ok: findings.length === 0, details, findings, more }),
  }
}
export type OpenCheck = ReturnType<typeof checkOf>
