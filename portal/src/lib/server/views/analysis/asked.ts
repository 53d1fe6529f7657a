/** The parameters that an address says; what cannot be right is told, and then stands at its default. `own`: what the page itself says. */
import type { Parameters, rules } from '#analysis'
import type { City } from '#lib/server/city.ts'
import { isRefusal, type FormError } from '#lib/server/forms.ts'
import { sentence, type Lang } from '#words'

export type Asked = { parameters: Parameters; errors: FormError[] }

export function askedOf({ analysis }: City, lang: Lang, url: URL, own: Record<string, string> = {}): Asked {
  // A form says every field; a box that is ticked twice says its name twice.
  const query: Record<string, string> = { ...own }
  for (const [name, value] of url.searchParams)
    query[name] = name === 'peers' && query[name] ? `${query[name]},${value}` : value
  const { parameters, problems } = analysis.readParameters(query)
  const errors = problems.map((problem: rules.ParameterProblem) => ({
    field: problem.name,
    message: sentence(lang, 'analysis.parameter', problem),
  }))
  return { parameters, errors }
}

/** By which parameters a refusal is mended, and the field that it is about. */
const MENDED: Record<string, { field: string; names: string[] }> = {
  'analysis.unknownPeers': { field: 'peers', names: ['peers'] },
  'analysis.unknownArea': { field: 'peers', names: ['area'] },
  'analysis.weightsZero': { field: 'size', names: ['size', 'importance', 'trend'] },
}

/** The result; where the rules refuse the parameters, that is told and those it is about stand at their defaults. */
export async function answered<T>(
  { analysis }: City,
  lang: Lang,
  { parameters, errors }: Asked,
  work: (parameters: Parameters) => Promise<T>,
): Promise<Asked & { result: T }> {
  try {
    return { parameters, errors, result: await work(parameters) }
  } catch (error) {
    const mended = isRefusal(error) ? MENDED[error.code] : undefined
    if (!isRefusal(error) || !mended) throw error
    const { parameters: standard } = analysis.readParameters({})
    const names = new Set(mended.names)
    const kept = Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.has(name)))
    const next = { ...standard, ...kept } as Parameters
    const told = [...errors, { field: mended.field, message: sentence(lang, error.code, error.details) }]
    return { parameters: next, errors: told, result: await work(next) }
  }
}
