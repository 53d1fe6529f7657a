/** The form in which officials write what the city says: three languages, pictures one after the other, times of the city. */
import { fail, type RequestEvent } from '@sveltejs/kit'
import { POST_PICTURES_MAX, type Post, type PostGiven, type Speaker } from '#network'
import type { Actor } from '#platform/actor'
import { LANGS, LANGUAGE_NAMES, words, type Key, type Lang } from '#words'
import type { City } from '#lib/server/city.ts'
import { perhapsBrought, shown, textOf, type FormError } from '#lib/server/forms.ts'
import { instant, wall } from './live/zoom.ts'

export type PostKind = Post['kind']
const MINUTE_CHARS = '2027-05-14T18:00'.length
const BLAME = {
  ...{ 'network.endsBeforeItBegins': 'to', 'network.unknownPicture': 'file', 'network.actorClosed': 'actor' },
  ...{ 'photos.unreadable': 'file', 'files.tooLarge': 'file' },
}

/** As whom this person may speak. */
export async function voicesOf(city: City, lang: Lang, actor: Actor): Promise<{ value: string; label: string }[]> {
  return (await ownVoices(city, actor))
    .filter(({ closedAt }) => !closedAt)
    .map(({ name, names, handle }) => ({ value: name, label: `${names[lang]} (${handle})` }))
}
export async function ownVoices(city: City, actor: Actor): Promise<Speaker[]> {
  return (await city.network.federation.speakers()).filter(({ organisationId }) =>
    actor.can('network.organise', organisationId),
  )
}

export const languages = LANGS.map((lang) => ({ lang, name: LANGUAGE_NAMES[lang] }))
const three = (form: FormData, name: string) =>
  Object.fromEntries(LANGS.map((lang) => [lang, textOf(form, `${name}-${lang}`).trim()])) as Record<Lang, string>
const typed = (name: string, texts?: Record<Lang, string>) =>
  Object.fromEntries(LANGS.map((lang) => [`${name}-${lang}`, texts?.[lang] ?? '']))
const places = Array.from({ length: POST_PICTURES_MAX }, (_, i) => i)

/** What was kept so far stands in the form, so that nobody brings it twice. */
function picturesIn(form: FormData): PostGiven['pictures'] {
  return places
    .filter((i) => form.has(`picture-${i}`) && !form.has(`drop-${i}`))
    .map((i) => ({ sha256: textOf(form, `picture-${i}`), alts: three(form, `alt-${i}`) }))
}

/** A picture that came with the form takes its place among those that are kept; what was to be left out goes. */
function arrange(form: FormData, sha256: string | undefined): void {
  const pictures = [...(picturesIn(form) ?? []), ...(sha256 ? [{ sha256, alts: three(form, 'alt-new') }] : [])]
  for (const name of [...form.keys()].filter((one) => /^(picture|drop|alt)-\d/.test(one) || (sha256 && one.startsWith('alt-new')))) form.delete(name) // prettier-ignore
  for (const [i, picture] of pictures.slice(0, POST_PICTURES_MAX).entries()) {
    form.set(`picture-${i}`, picture.sha256)
    for (const [name, text] of Object.entries(typed(`alt-${i}`, picture.alts))) form.set(name, text)
  }
}

function postIn(form: FormData, kind: PostKind, timezone: string): PostGiven {
  const at = (name: string) => instant(new Date(`${textOf(form, name).slice(0, MINUTE_CHARS)}Z`), timezone)
  const said = { actor: textOf(form, 'actor') || undefined, texts: three(form, 'text'), pictures: picturesIn(form) }
  if (kind === 'note') return { kind, ...said }
  const titles = three(form, 'title')
  if (kind === 'article') return { kind, ...said, titles }
  return { kind, ...said, titles, from: at('from'), to: at('to'), place: textOf(form, 'place') }
}

/** The same the other way round, for a form that changes what is there. */
export const postTyped = (post: Post, timezone: string): Record<string, string> => ({
  ...{ ...typed('title', post.titles), ...typed('text', post.texts), place: post.place ?? '' },
  ...(post.from && { from: wall(post.from, timezone).toISOString().slice(0, MINUTE_CHARS) }),
  ...(post.to && { to: wall(post.to, timezone).toISOString().slice(0, MINUTE_CHARS) }),
  ...Object.fromEntries(post.pictures.map(({ sha256 }, i) => [`picture-${i}`, sha256])),
  ...Object.assign({}, ...post.pictures.map(({ alts }, i) => typed(`alt-${i}`, alts))),
})

/** What must be there, in every language. */
function missingIn(form: FormData, kind: PostKind, lang: Lang): FormError[] {
  const { t } = words[lang]
  const named = (name: string, label: Key) =>
    LANGS.map((one) => [`${name}-${one}`, t('network.desk.inLang', { label: t(label), lang: LANGUAGE_NAMES[one] })] as const) // prettier-ignore
  const asked = [
    ...(kind === 'note' ? [] : named('title', 'network.desk.heading')),
    ...named('text', 'network.desk.text'),
    ...(kind === 'event' ? (['from', 'to', 'place'] as const).map((name) => [name, t(`network.desk.${name}`)] as const) : []), // prettier-ignore
    ...places.filter((i) => form.has(`picture-${i}`)).flatMap((i) => named(`alt-${i}`, 'network.desk.alt')),
  ]
  return asked
    .filter(([name]) => textOf(form, name).trim() === '')
    .map(([field, label]) => ({ field, message: t('identity.field.missing', { label }) }))
}

const DONE = { done: true } as const
/** Keeps the picture that came, and says it, unless another picture is to come first. */
export function posting(event: RequestEvent, kind: PostKind, say: (post: PostGiven, form: FormData) => Promise<void>) {
  const { city, actor, lang } = event.locals
  const { federation } = city.network
  return perhapsBrought(event, BLAME, (file) => federation.keepPicture(actor, file), async (file, form) => {
    arrange(form, file?.sha256)
    if (form.has('more')) return { values: shown(form), errors: [] as FormError[] }
    const errors = missingIn(form, kind, lang)
    if (errors.length > 0) return fail(400, { values: shown(form), errors })
    await say(postIn(form, kind, city.info.timezone), form)
    return DONE
  }) // prettier-ignore
}
