/** The parts of a definition as people compare them: two versions, or two people's drafts, beside one another. */
import type { DefinitionDraft } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { formatsOf } from '#lib/server/views/words.ts'
import { words, type Key, type Lang } from '#words'
import { KINDS, LANGUAGES, textField, type Values } from './values.ts'

export type Part = {
  id: string
  label: string
  text: string
  /** Which of a form's values say it; none where the form does not ask for it. */
  keys?: RegExp
}

/** Every part in the order of the form; empty texts where there is nothing. */
export function partsOf(city: City, lang: Lang, draft: DefinitionDraft): Part[] {
  const { t } = words[lang]
  const { names, description, method, approximates } = draft
  const texts = ([text, said]: readonly [
    'name' | 'description' | 'method' | 'approximates',
    typeof names | undefined,
  ]) =>
    LANGUAGES.map((one): Part => {
      const id = textField(text, one)
      return { id, label: t(`defining.${id}`), text: said?.[one] ?? '', keys: exactly(id) }
    })
  const part = (id: string, label: Key, text: string, keys?: RegExp): Part => ({ id, label: t(label), text, keys })
  return [
    ...[['name', names] as const, ['description', description] as const].flatMap(texts),
    part('formula', 'defining.formula', draft.formula, exactly('formula')),
    part('unit', 'defining.unit', draft.unit, exactly('unit')),
    part('decimals', 'defining.decimals', `${draft.decimals}`, exactly('decimals')),
    part('direction', 'defining.direction', t(`figures.direction.${draft.direction}`), exactly('direction')),
    part('extensive', 'defining.extensive', t(draft.extensive ? 'defining.yes' : 'defining.no'), exactly('extensive')),
    part('valid', 'defining.valid', saidRange(city, lang, draft.valid), /^(min|max)$/),
    part('areas', 'defining.areas', saidKinds(lang, draft.areas), /^area-/),
    part('standards', 'defining.standards', saidStandards(city, lang, draft.standards), /^(standard|number)\d+$/),
    part('strategies', 'defining.strategies', saidStrategies(city, lang, draft.strategies), /^in-/),
    ...[['method', method] as const, ['approximates', approximates] as const].flatMap(texts),
    part('thresholds', 'defining.thresholds', saidThresholds(city, lang, draft.thresholds)),
    part(
      'breaks',
      'defining.breaks',
      (draft.breaks ?? []).map(({ period, note }) => `${period}: ${note[lang]}`).join('; '),
    ),
  ]
}

const exactly = (name: string) => new RegExp(`^${name}$`)

/** Those in which two drafts differ. */
export function differences(city: City, lang: Lang, before: DefinitionDraft, after: DefinitionDraft) {
  const were = new Map(partsOf(city, lang, before).map(({ id, text }) => [id, text]))
  return partsOf(city, lang, after)
    .filter(({ id, text }) => were.get(id) !== text)
    .map(({ id, label, text }) => ({ id, label, before: were.get(id)!, after: text }))
}

/** A form's values in which the parts named are somebody else's. */
export function merged(parts: Part[], yours: Values, theirs: Values, taken: ReadonlySet<string>): Values {
  const keys = parts.flatMap(({ id, keys }) => (keys && taken.has(id) ? [keys] : []))
  const isTaken = (name: string) => keys.some((key) => key.test(name))
  const some = (values: Values, want: (name: string) => boolean) =>
    Object.entries(values).filter(([name]) => want(name))
  return Object.fromEntries([...some(yours, (name) => !isTaken(name)), ...some(theirs, isTaken)])
}

function saidRange(city: City, lang: Lang, valid: DefinitionDraft['valid']): string {
  const { t } = words[lang]
  const { number } = formatsOf(city, lang)
  const [min, max] = [valid?.min, valid?.max]
  if (min !== undefined && max !== undefined) return t('defining.range.both', { min: number(min), max: number(max) })
  if (min !== undefined) return t('defining.range.min', { min: number(min) })
  return max === undefined ? '' : t('defining.range.max', { max: number(max) })
}

const saidKinds = (lang: Lang, kinds: string[]): string =>
  kinds.map((kind) => (isKind(kind) ? words[lang].t(`places.kind.${kind}`) : kind)).join(', ')
const isKind = (kind: string): kind is (typeof KINDS)[number] => (KINDS as readonly string[]).includes(kind)

function saidStandards({ indicators }: City, lang: Lang, places: DefinitionDraft['standards']): string {
  const names = new Map(indicators.standards().map(({ id, name }) => [id, shortName(name[lang])]))
  return places.map(({ standard, code }) => `${names.get(standard) ?? standard} ${code}`).join('; ')
}

function saidStrategies({ indicators }: City, lang: Lang, places: DefinitionDraft['strategies']): string {
  const strategies = indicators.strategies()
  return places
    .map(({ strategy, area }) => {
      const found = strategies.find(({ id }) => id === strategy)
      const theme = found?.themes.find(({ id }) => id === area)
      return theme ? `${found!.name[lang]}: ${theme.names[lang]}` : `${strategy}/${area}`
    })
    .join('; ')
}

const saidThresholds = (city: City, lang: Lang, thresholds: DefinitionDraft['thresholds'] = []): string =>
  thresholds.map(({ names, value, unit }) => `${names[lang]}: ${formatsOf(city, lang).value(value, unit)}`).join('; ')
