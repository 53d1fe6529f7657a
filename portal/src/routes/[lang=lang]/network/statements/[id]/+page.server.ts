/** One statement: what was said, what became of it, and whether it holds. */
import { error } from '@sveltejs/kit'
import { isRefusal } from '#lib/server/forms.ts'
import { doorOf } from '#lib/server/views/doors.ts'
import { linesOf } from '#lib/server/views/statements.ts'
import { STATEMENT_PARTS } from '#verify/statement'
import type { City } from '#lib/server/city.ts'
import type { PageServerLoad } from './$types'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Within the second before the entry has its place there is nothing to check it by. */
async function unlessPending<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (problem) {
    if (isRefusal(problem) && problem.code === 'ledger.pending') return undefined
    throw problem
  }
}

const near = async ({ network }: City, id: string | undefined) => {
  if (id === undefined) return undefined
  const { at } = await network.statements.one(id)
  return { id, at }
}

export const load: PageServerLoad = async ({ params, locals: { city, lang } }) => {
  if (!UUID.test(params.id)) error(404, '')
  const one = await city.network.statements.one(params.id)
  const { statement, supersedes, supersededBy, entryId, indicator, area, period, valueSeq } = one
  const { credentialSubject: said, issuer, proof } = statement
  const [[line], entry, report, before, after] = await Promise.all([
    linesOf(city, lang, [one]),
    city.ledger.entry(entryId),
    unlessPending(city.network.statements.check(params.id)),
    near(city, supersedes),
    near(city, supersededBy),
  ])
  const sets = new Map(city.indicators.standards().map((set) => [set.id, set.name[lang]]))
  return {
    ...{ ...line!, before, after, issuer, indicatorId: indicator, areaId: area, periodId: period, seq: valueSeq },
    door: doorOf(city, lang, 'network').title,
    // The layout's own `city` is the house's.
    issuedBy: said.city.names[lang] ?? issuer,
    version: said.indicator.version,
    standards: said.indicator.standards.map(({ standard, code }) => `${sets.get(standard) ?? standard} ${code}`),
    files: said.inputs.length,
    ...{ signedAt: proof.created, key: proof.verificationMethod.split('#')[1]!, entry: entry.index },
    found: report && STATEMENT_PARTS.map((part) => ({ part, state: report.parts[part].state })),
    whole: JSON.stringify(statement, null, 2),
  }
}
