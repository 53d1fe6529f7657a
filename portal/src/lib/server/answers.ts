/** The answers that a verification asks for: one for each grave remark, or for each check where there are many. */
import type { Check, KeptFinding } from '#indicators'

/** More grave remarks than this are answered check by check. */
const EACH_MAX = 20

export type Asked = { field: string; line: number; check?: Check; hint?: string }

export function askedFor(
  findings: readonly (Pick<KeptFinding, 'number' | 'line' | 'check' | 'severity'> & { remark?: string })[],
): Asked[] {
  const high = findings.filter(({ severity }) => severity === 'high')
  if (high.length <= EACH_MAX)
    return high.map(({ number, line, remark }) => ({
      field: `answer-${number}`,
      line,
      ...(remark && { hint: remark }),
    }))
  return [...new Set(high.map(({ check }) => check))].map((check) => ({ field: `answer-${check}`, line: 0, check }))
}

/** The answers that were typed; those that are lacking by their field. */
export function answersIn(form: FormData, asked: readonly Asked[]) {
  const typed = asked.map((one) => {
    const value = form.get(one.field)
    return { ...one, reason: typeof value === 'string' ? value.trim() : '' }
  })
  return {
    lacking: typed.filter(({ reason }) => reason === '').map(({ field }) => field),
    answers: typed
      .filter(({ reason }) => reason !== '')
      .map(({ field, check, reason }) =>
        check ? { check, reason } : { finding: Number(field.slice('answer-'.length)), reason },
      ),
  }
}
