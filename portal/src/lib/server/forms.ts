/** Forms as the server takes them: what is missing is asked for, what a service refuses is said at its field. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { error as refuse, fail, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Caller, Cookie } from '#identity'
import { Refusal } from '#platform/errors'
import { codeOf, type Issue } from '#platform/issues'
import { readUpload, type Brought } from '#platform/uploads'
import { LANGS, sentence, words, type Key, type Lang } from '#words'
import { href, type Route } from '#lib/paths.ts'

export type FormError = { field?: string; message: string }

/** Who sends the request, for services that ask. */
export const callerOf = ({ request, locals }: RequestEvent): Caller => ({
  cookie: request.headers.get('cookie') ?? undefined,
  address: locals.address,
  userAgent: request.headers.get('user-agent') ?? undefined,
})

export function setCookies({ cookies }: Pick<RequestEvent, 'cookies'>, set: readonly Cookie[]): void {
  for (const { name, value, path, maxAge_s, httpOnly, secure, sameSite } of set) {
    cookies.set(name, value, { path, maxAge: maxAge_s, httpOnly, secure, sameSite })
  }
}

type Asked<Field extends string> = {
  /** The fields that must be filled in, each with the message that is its label. */
  fields: Record<Field, Key>
  /** The field and its message of what need not be filled in, by the way to it in what the service takes. */
  labels?: Record<string, readonly [string, Key]>
  /** Those of which at least one must be chosen. */
  choices?: Record<string, Key>
  /** The field that a refusal is about, by its code; one that need not be filled in may be meant too. */
  blame?: Record<string, string>
}

/**
 * Does `work` with what the form says. What is missing, and what a service refuses, comes back to the page with the
 * values that were typed, secrets excepted.
 */
export async function submitted<Field extends string, T>(
  event: RequestEvent,
  asked: Asked<Field>,
  work: (values: Record<Field, string>, form: FormData) => Promise<T>,
) {
  return answered(event, await event.request.formData(), asked, work)
}

/**
 * The same for a form with a file, which is read as it comes in and goes through `keep`. The page's route has to stand among
 * those that take files.
 */
export const brought = <Kept extends { bytes: number }, T>(
  event: RequestEvent,
  blame: Record<string, string>,
  keep: (file: Readable) => Promise<Kept>,
  work: (file: Brought<Kept>, form: FormData) => Promise<T>,
) =>
  perhapsBrought(event, blame, keep, (file, form) => {
    if (!file) throw new Refusal('fileMissing', 400)
    return work(file, form)
  })

/** The same where the form may come without its file. */
export async function perhapsBrought<Kept extends { bytes: number }, T>(
  event: RequestEvent,
  blame: Record<string, string>,
  keep: (file: Readable) => Promise<Kept>,
  work: (file: Brought<Kept> | undefined, form: FormData) => Promise<T>,
) {
  const { headers, body } = event.request
  const form = new FormData()
  return answered(event, form, { fields: {}, blame }, async () => {
    const stream = body ? Readable.fromWeb(body as ReadableStream) : Readable.from([])
    const field = (name: string, value: string) => form.set(name, value)
    const file = await readUpload(headers.get('content-type'), stream, { file: keep, field })
    return work(file, form)
  })
}

/** The same for a form that was read already. */
export async function answered<Field extends string, T>(
  event: RequestEvent,
  form: FormData,
  { fields, labels = {}, choices = {}, blame = {} }: Asked<Field>,
  work: (values: Record<Field, string>, form: FormData) => Promise<T>,
) {
  const names = Object.keys(fields) as Field[]
  const texts = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Record<Field, string>
  const { t } = words[event.locals.lang]
  const missing: FormError[] = [
    ...names
      .filter((name) => texts[name].trim() === '')
      .map((field) => ({ field, message: t('identity.field.missing', { label: t(fields[field]) }) })),
    ...Object.entries(choices)
      .filter(([name]) => !form.has(name))
      .map(([field, label]) => ({ field, message: t('identity.field.choose', { label: t(label) }) })),
  ]
  if (missing.length > 0) return fail(400, { errors: missing, values: shown(form) })
  try {
    return await work(texts, form)
  } catch (error) {
    const { status, errors } = said(event, error, form, { fields, labels, blame })
    return fail(status, { errors, values: shown(form) })
  }
}

function said(
  { locals: { lang } }: RequestEvent,
  error: unknown,
  form: FormData,
  { fields, labels, blame }: Required<Omit<Asked<string>, 'choices'>>,
) {
  if (isRefusal(error)) {
    const message = sentence(lang, error.code, error.details)
    const named = error.details?.field
    const field = typeof named === 'string' && form.has(named) ? named : blame[error.code]
    return { status: error.status, errors: [{ field, message }] as FormError[] }
  }
  if (!isInvalid(error)) throw error
  const { t } = words[lang]
  const errors = error.issues.map((issue): FormError => {
    const field = String(issue.path[0] ?? '')
    if (field === 'email') return { field, message: t('identity.field.badEmail') }
    const at = labels[issue.path.slice(0, 2).join('.')] ?? labels[field]
    const name = at?.[0] ?? (form.has(field) ? field : undefined)
    const label = at ? t(at[1]) : fields[field] ? t(fields[field]) : field
    if (textOf(form, field).trim() === '' && fields[field])
      return { field: name, message: t('identity.field.missing', { label }) }
    const { code, values } = codeOf(issue)
    return {
      field: name,
      message: t('identity.field.wrong', {
        label,
        right: sentence(lang, code === 'field.custom' ? 'field.wrong' : code, values),
      }),
    }
  })
  // One thing at a time: of a field that breaks several rules, the first.
  const isFirst = ({ field }: FormError, i: number) =>
    field === undefined || errors.findIndex((one) => one.field === field) === i
  return { status: 400, errors: errors.filter(isFirst) }
}

/** After what was done, the page again, saying so: a reload does not do it twice. */
export function done<R extends Route>(
  { locals }: RequestEvent,
  route: R,
  what: string,
  query: Record<string, string> = {},
): never {
  redirect(303, (href as (...parts: unknown[]) => string)(locals.lang, route, {}, { ...query, done: what }))
}

/** Visitors are asked to sign in, and come back; whom nobody allowed this is told so. */
export function enterWith({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>, permission: string): void {
  const { actor, lang } = locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  if (!actor.can(permission)) refuseEntry(lang)
}

/** The page is not open to this person. */
export const refuseEntry = (lang: Lang): never => refuse(403, sentence(lang, 'forbidden'))

/** Which of its notes a page shows. */
export const noteOf = <const Note extends string>({ url }: Pick<RequestEvent, 'url'>, notes: readonly Note[]) =>
  notes.find((note) => note === url.searchParams.get('done'))

/** An address within this house, in whichever language it is written; or nothing. */
export const ownAddressIn = (text: string | null | undefined): string | undefined =>
  LANGS.map((lang) => ownAddress(text ?? null, lang)).find((address) => address !== undefined)

/** An address within this house, or nothing. */
export function ownAddress(text: string | null, lang: string): string | undefined {
  return text && new RegExp(`^/${lang}(/[^\\\\]*)?$`).test(text) && !text.includes('//') ? text : undefined
}

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** 12,5 and 12.5 and 1 250; undefined where it is no number. */
export function numberOf(text: string): number | undefined {
  const plain = text.replaceAll(/\s/g, '').replace('−', '-').replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** A code that lets somebody in; the code of a line in a list of prices is none. */
const SECRET = /password|code(?!-\d)/i
/** What was typed, secrets excepted; of several that were ticked under one name each, a line for each. */
export const shown = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form.keys()].filter((name) => !SECRET.test(name)).map((name) => [name, textsOf(form, name)]))
const textsOf = (form: FormData, name: string): string =>
  form
    .getAll(name)
    .filter((value) => typeof value === 'string')
    .join('\n')

/** By shape, not by class: the portal is built apart from the services that refuse. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal'
const isInvalid = (error: unknown): error is Error & { issues: Issue[] } =>
  error instanceof Error && 'issues' in error && Array.isArray(error.issues)
