/** One column of a dictionary as its form shows it, and what the form says. */
import type { Dictionary, Field } from '#tables'
import { textOf } from '#lib/server/forms.ts'
import { textsOf } from './description.ts'

type Values = Record<string, string>
const LANGUAGES = ['pl', 'en', 'uk'] as const
const GROUPS = { space: ' ', point: '.', comma: ',', apostrophe: "'" } as const
const DECIMALS = { comma: ',', point: '.' } as const
const keyOf = (signs: Record<string, string>, sign: string | undefined): string =>
  Object.entries(signs).find(([, own]) => own === sign)?.[0] ?? 'none'

export const linesOf = (text: string): string[] =>
  text.split('\n').map((line) => line.trim()).filter((line) => line !== '') // prettier-ignore
const spread = (name: string, text: Partial<Record<string, string>> | undefined): Values =>
  Object.fromEntries(LANGUAGES.map((lang) => [`${name}-${lang}`, text?.[lang] ?? '']))
const ticked = (isSo: boolean | undefined, name: string): Values => (isSo ? { [name]: 'on' } : {})

/** A column as the form shows it. */
export function valuesOf(field: Field): Values {
  const { constraints = {}, mend = [] } = field
  const map = mend.find((rule) => rule.rule === 'map')
  const casing = mend.find((rule) => rule.rule === 'case')
  return {
    ...{ name: field.name, source: field.source ?? '', type: field.type, format: field.format ?? '' },
    ...{ unit: field.unit ?? '', decimal: keyOf(DECIMALS, field.decimalChar), group: keyOf(GROUPS, field.groupChar) },
    ...spread('title', field.title),
    ...spread('description', field.description),
    missing: (field.missingValues ?? []).join('\n'),
    ...ticked(constraints.required, 'required'),
    ...ticked(constraints.unique, 'unique'),
    ...{ minimum: constraints.minimum ?? '', maximum: constraints.maximum ?? '' },
    listed: (constraints.enum ?? []).join('\n'),
    codes: (field.codes ?? []).map(({ code, title }) => [code, ...titlesOf(title)].join(' = ')).join('\n'), // prettier-ignore
    replace: mend.flatMap((rule) => (rule.rule === 'replace' ? [`${rule.from} = ${rule.to}`] : [])).join('\n'),
    map: Object.entries(map?.values ?? {}).map(([from, to]) => `${from} = ${to}`).join('\n'), // prettier-ignore
    casing: casing?.to ?? 'none',
    ...ticked(mend.some(({ rule }) => rule === 'trim'), 'trim'), // prettier-ignore
    ...ticked(mend.some(({ rule }) => rule === 'swapAxes'), 'swap'), // prettier-ignore
  }
}

/** The titles of a code in the order of the form; languages at the end that were not given are left out. */
function titlesOf(title: Partial<Record<string, string>>): string[] {
  const all = LANGUAGES.map((lang) => title[lang] ?? '')
  return all.slice(0, all.findLastIndex((text) => text !== '') + 1)
}

/** A line that is not written as was asked, and of which field. */
export class BadLine extends Error {
  readonly field: string
  constructor(field: string, line: string) {
    super(line)
    this.field = field
  }
}

function pairsIn(form: FormData, name: string): [string, string][] {
  return linesOf(textOf(form, name)).map((line) => {
    const at = line.indexOf('=')
    if (at < 1) throw new BadLine(name, line)
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
  })
}

/** What codes mean: each with its title in one to three languages. */
function codesIn(form: FormData): Field['codes'] {
  const codes = linesOf(textOf(form, 'codes')).map((line) => {
    const [code = '', ...titles] = line.split('=').map((part) => part.trim())
    if (code === '' || titles.length === 0 || titles.length > LANGUAGES.length) throw new BadLine('codes', line)
    const title = Object.fromEntries(LANGUAGES.flatMap((lang, i) => (titles[i] ? [[lang, titles[i]]] : [])))
    return { code, title }
  })
  return codes.length > 0 ? codes : undefined
}

/** What mends the column, in the order in which it is done. */
function mendIn(form: FormData): Field['mend'] {
  const is = (name: string) => textOf(form, name) !== ''
  const values = Object.fromEntries(pairsIn(form, 'map'))
  const casing = textOf(form, 'casing')
  const mend: NonNullable<Field['mend']> = [
    ...(is('trim') ? [{ rule: 'trim' } as const] : []),
    ...(['lower', 'upper', 'title'] as const)
      .filter((to) => to === casing)
      .map((to) => ({ rule: 'case', to }) as const),
    ...pairsIn(form, 'replace').map(([from, to]) => ({ rule: 'replace', from, to }) as const),
    ...(Object.keys(values).length > 0 ? [{ rule: 'map', values } as const] : []),
    ...(is('swap') ? [{ rule: 'swapAxes' } as const] : []),
  ]
  return mend.length > 0 ? mend : undefined
}

/** The column as the form says it. Throws `BadLine`. */
export function fieldIn(form: FormData, before: Field): Field {
  const said = (name: string) => textOf(form, name).trim() || undefined
  const some = <T extends object>(value: T) =>
    Object.values(value).some((one) => one !== undefined) ? value : undefined
  const listed = linesOf(textOf(form, 'listed'))
  const missing = linesOf(textOf(form, 'missing'))
  const name = said('name') ?? before.name
  const source = said('source')
  const field = {
    ...before,
    ...{ name, source: source === name ? undefined : source, type: textOf(form, 'type') as Field['type'] },
    ...{ title: some(textsOf(form, 'title')), description: some(textsOf(form, 'description')) },
    ...{ format: said('format'), unit: said('unit'), missingValues: missing.length > 0 ? missing : undefined },
    decimalChar: DECIMALS[textOf(form, 'decimal') as keyof typeof DECIMALS] as Field['decimalChar'],
    groupChar: GROUPS[textOf(form, 'group') as keyof typeof GROUPS] as string | undefined,
    constraints: some({
      ...before.constraints,
      ...{ required: textOf(form, 'required') !== '' || undefined, unique: textOf(form, 'unique') !== '' || undefined },
      ...{ minimum: said('minimum'), maximum: said('maximum'), enum: listed.length > 0 ? listed : undefined },
    }),
    ...{ codes: codesIn(form), mend: mendIn(form) },
  }
  return clean(field) as Field
}

/** Without what is not said: the schema knows no such thing. */
const clean = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const sourceOf = ({ name, source }: Field): string => source ?? name

/** How a dictionary and the columns of a file differ. */
export function against({ fields, dropped = [] }: Dictionary, columns: readonly string[] | undefined) {
  if (!columns) return { fresh: [], gone: [] }
  const known = new Set([...fields.map(sourceOf), ...dropped])
  return {
    fresh: columns.filter((name) => !known.has(name)),
    gone: fields.filter((field) => !columns.includes(sourceOf(field))).map(({ name }) => name),
  }
}

export type Found = { name: string; type: Field['type'] }
/** Takes a column in, leaves it out, or removes it: by its name in the file, or in the dictionary. */
export function changed(dictionary: Dictionary, act: string, column: string, found: readonly Found[]): Dictionary {
  const { fields, dropped = [] } = dictionary
  const kept = fields.filter((field) => field.name !== column)
  const own = fields.find(({ name }) => name === column)
  const without = { ...dictionary, fields: kept, primaryKey: dictionary.primaryKey?.filter((name) => name !== column) }
  if (act === 'remove') return clean(without) as Dictionary
  if (act === 'leave') {
    const source = own ? sourceOf(own) : column
    return clean({ ...without, dropped: [...new Set([...dropped, source])] }) as Dictionary
  }
  const type = found.find(({ name }) => name === column)?.type ?? 'string'
  const taken = [...fields, { name: column, type }]
  return clean({ ...dictionary, fields: taken, dropped: dropped.filter((name) => name !== column) }) as Dictionary
}
