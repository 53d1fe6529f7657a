/** From counts to findings: how sure, how grave, what is proposed. Checksums are judged by what chance would let pass. */
import { tail, verdict } from './chance.ts'
import { BASE_RATES } from './checksums.ts'
import { NO_TALLY, PLACES_MAX, type Column, type Tally } from './column.ts'
import { PHONE_RATE } from './phones.ts'
import type { Detected, Detector, Evidence, Proposal } from './types.ts'

type Confidence = Detected['confidence']
type Severity = Detected['severity']

/** What the table as a whole is about. */
export type Context = {
  /** Some column names persons. */
  persons: boolean
  /** Some column names offices, schools or firms. */
  institutions: boolean
  /** Its rows are counts or values of groups, not single persons or things. */
  aggregated: boolean
}

type Said = {
  confidence: Confidence
  severity: Severity
  personal: boolean
  proposal: Proposal
  evidence: Evidence[]
  chance?: Detected['chance']
}

export function finding(column: Column, detector: Detector, of: Tally, said: Said): Detected {
  return {
    ...{ detector, ...said, columns: [column.at], hits: of.cells, cells: column.cells },
    ...{ share: column.cells === 0 ? 0 : of.cells / column.cells, places: of.rows.slice(0, PLACES_MAX) },
    samples: of.samples,
  }
}

type Checked = 'pesel' | 'identityCard' | 'passport' | 'iban' | 'nip' | 'regon'
const CHECKED: readonly Checked[] = ['pesel', 'identityCard', 'passport', 'iban', 'nip', 'regon']

/** So few pass that each is looked at, whatever chance says of them. */
const FEW_EXPECTED = 2

/**
 * Certain: chance would do it less than once in a million. Likely: less than once in a thousand, or words or the header
 * say so and something passes. Possible: chance would rarely do it. Else chance explains it. Counted are different numbers.
 */
function byChecksum(column: Column, detector: Checked, of: Tally): { confidence?: Confidence; evidence: Evidence[] } {
  const { forms, valid } = column.different(detector)
  const said = verdict(forms, valid, BASE_RATES[detector])
  const header = column.words.has(detector)
  const evidence: Evidence[] = []
  if (header) evidence.push('header')
  if (of.sure > 0) evidence.push('keyword')
  if (of.whole < of.valid) evidence.push('text')
  if (of.valid === 0) return header && of.forms > 0 ? { confidence: 'possible', evidence: ['header'] } : { evidence }
  if (said === 'certain') return { confidence: said, evidence: ['checksum', ...evidence] }
  if (said === 'likely' || header || of.sure > 0) return { confidence: 'likely', evidence: ['checksum', ...evidence] }
  const few = detector === 'pesel' && forms * BASE_RATES.pesel < FEW_EXPECTED
  if (said === 'possible' || few) return { confidence: 'possible', evidence: ['checksum', ...evidence] }
  return { evidence: ['chance', ...evidence] }
}

export function checksummed(column: Column, { persons }: Context): Detected[] {
  const found: Detected[] = []
  for (const detector of CHECKED) {
    const of = column.tallies.get(detector)
    if (!of) continue
    const { confidence, evidence } = byChecksum(column, detector, of)
    const { forms, valid } = column.different(detector)
    const chance = { forms, passed: valid, expected: Number((forms * BASE_RATES[detector]).toPrecision(3)) }
    const said = { personal: detector !== 'regon', proposal: 'drop' as Proposal, evidence, chance }
    if (confidence)
      found.push(
        finding(column, detector, of, { ...said, confidence, severity: severityOf(detector, confidence, persons) }),
      )
    else if (detector === 'pesel' && of.valid > 0)
      found.push(
        finding(column, detector, of, { ...said, proposal: 'review', confidence: 'possible', severity: 'note' }),
      )
  }
  return found
}

function severityOf(detector: Checked, confidence: Confidence, persons: boolean): Severity {
  if (detector === 'regon') return 'note'
  if (detector === 'nip') return confidence === 'possible' ? 'note' : 'decide'
  if (confidence === 'possible') return 'decide'
  return detector === 'iban' && !persons ? 'decide' : 'blocks'
}

const NAMES_SURE_MIN = 3
const NAMES_SHARE = 0.5
const GIVEN_SHARE = 0.6
const SURNAME_SHARE = 0.6
/** A column of persons has men and women; streets are called like women, counties like men. */
const EACH_SEX_SHARE = 0.05
const COLUMN_CELLS_MIN = 5

export function names(column: Column): Detected[] {
  const { words, tallies, cells } = column
  const found: Detected[] = []
  const named = words.has('name') || words.has('givenName') || words.has('surname')
  const full = tallies.get('name')
  if (full && (named || !words.has('patron'))) {
    const clear = full.sure >= NAMES_SURE_MIN || full.sure / full.cells >= NAMES_SHARE
    const confidence = named || clear ? 'likely' : 'possible'
    const evidence: Evidence[] = ['form', ...headed(named), ...(full.whole < full.cells ? (['text'] as const) : [])]
    const severity = confidence === 'likely' ? 'decide' : 'note'
    found.push(finding(column, 'name', full, { confidence, severity, personal: true, proposal: 'drop', evidence }))
  }
  const given = tallies.get('givenName')
  if (
    given &&
    !words.has('patron') &&
    cells > 0 &&
    (words.has('givenName') || (given.cells >= COLUMN_CELLS_MIN && given.cells / cells >= GIVEN_SHARE))
  )
    found.push(
      finding(column, 'givenName', given, {
        ...({ confidence: 'likely', severity: 'note', personal: true, proposal: 'review' } as const),
        evidence: ['form', ...headed(words.has('givenName'))],
      }),
    )
  const surname = tallies.get('surname')
  // The header says it of all, also of those that are like no other surname.
  if (words.has('surname') && !words.has('patron') && !full && cells > 0)
    found.push(
      finding(
        column,
        'surname',
        { ...(surname ?? NO_TALLY), cells },
        {
          ...({ confidence: 'likely', severity: 'decide', personal: true, proposal: 'drop' } as const),
          evidence: ['header'],
        },
      ),
    )
  else if (surname && !words.has('patron') && !words.has('place') && bothSexes(surname, cells))
    found.push(
      finding(column, 'surname', surname, {
        ...({
          confidence: 'possible',
          severity: 'decide',
          personal: true,
          proposal: 'drop',
          evidence: ['form'],
        } as const),
      }),
    )
  return found
}

const headed = (named: boolean): Evidence[] => (named ? ['header'] : [])

function bothSexes({ forms, valid }: Tally, cells: number): boolean {
  const women = forms - valid
  return (
    cells >= COLUMN_CELLS_MIN &&
    forms / cells >= SURNAME_SHARE &&
    women / forms >= EACH_SEX_SHARE &&
    valid / forms >= EACH_SEX_SHARE
  )
}

const EMAILS_OFFICE_SHARE = 0.9

export function contacts(column: Column, context: Context): Detected[] {
  const { words, tallies, cells } = column
  const found: Detected[] = []
  const email = tallies.get('email')
  if (email) {
    const office = email.office / email.forms >= EMAILS_OFFICE_SHARE || (email.sure === 0 && context.institutions)
    const evidence: Evidence[] = ['form', ...headed(words.has('email')), ...(office ? (['institution'] as const) : [])]
    const confidence = email.sure > 0 || words.has('email') ? 'likely' : 'possible'
    const severity = office ? 'note' : 'decide'
    found.push(
      finding(column, 'email', email, {
        confidence,
        severity,
        personal: !office,
        proposal: office ? 'review' : 'drop',
        evidence,
      }),
    )
  }
  const phone = phoneOf(column, context)
  if (phone) found.push(phone)
  const login = tallies.get('login')
  if (login && (words.has('login') || login.cells / cells >= NAMES_SHARE))
    found.push(finding(column, 'login', login, { confidence: words.has('login') ? 'likely' : 'possible', severity: 'decide', personal: true, proposal: 'drop', evidence: ['form', ...headed(words.has('login'))] })) // prettier-ignore
  const ip = tallies.get('ip')
  if (ip && (words.has('ip') || ip.sure > 0))
    found.push(finding(column, 'ip', ip, { confidence: words.has('ip') || ip.sure / ip.cells >= NAMES_SHARE ? 'likely' : 'possible', severity: 'decide', personal: true, proposal: 'generalise', evidence: ['form', ...headed(words.has('ip'))] })) // prettier-ignore
  return found
}

const PHONE_SHARE = 0.8
/** Many beginnings are a telephone's: it takes a whole column of them. */
const BEGINNINGS_ODDS = 1e-6
const OFFICE_SHARE = 0.5

/** Nine bare digits may be anything: the header, words beside them or a whole column of right beginnings tell. */
function phoneOf(column: Column, { institutions }: Context): Detected | undefined {
  const { words, tallies, cells } = column
  const phone = tallies.get('phone')
  if (!phone || phone.valid === 0) return undefined
  const header = words.has('phone')
  const of = column.different('phone')
  const regon = column.different('regon')
  const firms = verdict(regon.forms, regon.valid, BASE_RATES.regon) === 'certain'
  const full = phone.cells / cells >= PHONE_SHARE && tail(of.forms, of.valid, PHONE_RATE) < BEGINNINGS_ODDS
  if (!header && phone.sure === 0 && (firms || !full)) return undefined
  const office = phone.office / phone.valid > OFFICE_SHARE || institutions
  const evidence: Evidence[] = ['form', ...headed(header), ...(phone.sure > 0 ? (['keyword'] as const) : []), ...(office ? (['institution'] as const) : [])] // prettier-ignore
  return finding(column, 'phone', phone, {
    ...{ confidence: (header || phone.sure > 0) && !office ? 'likely' : 'possible', evidence },
    ...{ severity: office ? 'note' : 'decide', personal: !office, proposal: office ? 'review' : 'drop' },
  })
}
