/** The lists of an edition, each part a page of its own: sections with their pools, pools, categories. */
import type { CountRule, Edition, Pool, Rules, Section } from '#participation'
import { fold } from '#platform/text'
import { LANGS } from '#words'
import { money, type Say } from '#lib/server/views/budgets.ts'
import { amount, choice, number, text, type FormField, type FormGroup, type Reader, type StepParts } from './fields.ts'

export const LISTS = ['sections', 'pools', 'categories'] as const
export type ListId = (typeof LISTS)[number]
export const isList = (name: string): name is ListId => (LISTS as readonly string[]).includes(name)

/** The part that is not there yet: no code has such letters. */
export const NEW = 'NEW'

export type ListItem = { code: string; label: string; facts: string[] }
type Areas = StepParts['areas']
type List = {
  items(parts: StepParts): ListItem[]
  /** Of one that is there, or of a new one. */
  groups(parts: StepParts, code?: string): FormGroup[]
  read(form: Reader, edition: Edition, code: string | undefined, areas: Areas): Rules
  /** Without it. What still needs it is told by the form. */
  without(form: Reader, edition: Edition, code: string): Rules
}

const NAMES = { pl: 'budgets.work.namePl', en: 'budgets.work.nameEn', uk: 'budgets.work.nameUk' } as const
/** In Polish at least. */
export const namesOf = (t: Say['t'], names?: Rules['names']): FormField[] =>
  LANGS.map((lang) => {
    const field = text(`names.${lang}`, t(NAMES[lang]), names?.[lang] ?? '')
    return lang === 'pl' ? field : ({ ...field, required: false } as FormField)
  })

const CODE_CHARS_MAX = 50
/** A short name out of a long one, such as none of the others has. */
export function codeFrom(name: string, taken: readonly string[]): string {
  const plain = fold(name).replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, CODE_CHARS_MAX) || 'x' // prettier-ignore
  for (let n = 1; ; n++) {
    const code = n === 1 ? plain : `${plain}-${n}`
    if (!taken.includes(code)) return code
  }
}
const codesOf = (all: readonly { code: string }[]) => all.map(({ code }) => code)
const named = (lang: Say['lang'], all: readonly { code: string; names: Rules['names'] }[]) => all.map(({ code, names }) => ({ value: code, label: names[lang] })) // prettier-ignore
const replaced = <T extends { code: string }>(all: readonly T[], one: T): T[] =>
  all.some(({ code }) => code === one.code) ? all.map((each) => (each.code === one.code ? one : each)) : [...all, one]

const NEW_COUNT: CountRule = { rule: 'greedy', whenNextDoesNotFit: 'skip', ties: ['lot'], constraints: [] }
type Constraint = CountRule['constraints'][number]
const limitOf = (count: CountRule, kind: 'atMostPerArea' | 'atMostSpent', category: string) =>
  count.constraints.find((one): one is Exclude<Constraint, { kind: 'excluding' }> => one.kind === kind && one.category === category) // prettier-ignore

/** What is asked of a section that is there: limits by category, projects that exclude each other. */
function limitsOf({ say: { t, lang }, edition }: StepParts, { cost, count }: Section): FormGroup[] {
  const { currency } = edition
  const hint = t('budgets.work.noLimit')
  return [
    ...edition.categories.map(({ code, names }): FormGroup => {
      const [each, spent] = [limitOf(count, 'atMostPerArea', code), limitOf(count, 'atMostSpent', code)]
      return {
        title: t('budgets.work.category', { category: names[lang] }),
        folded: true,
        fields: [
          amount(`limits.${code}.cost`, t('budgets.work.most', { currency }), cost.byCategory?.[code]?.most_minor, { hint, required: false }), // prettier-ignore
          number(`limits.${code}.area`, t('budgets.work.mostPerArea'), each?.kind === 'atMostPerArea' ? each.most : undefined, { hint, required: false }), // prettier-ignore
          amount(`limits.${code}.spent`, t('budgets.work.mostSpent', { currency }), spent?.kind === 'atMostSpent' ? spent.most_minor : undefined, { hint, required: false }), // prettier-ignore
        ],
      }
    }),
    {
      title: t('budgets.work.excluding'),
      folded: true,
      fields: [
        {
          ...{ kind: 'area', name: 'excluding', label: t('budgets.work.excludingNumbers'), required: false },
          hint: t('budgets.work.excludingHint'),
          value: count.constraints.flatMap((one) => (one.kind === 'excluding' ? [one.projects.join(', ')] : [])).join('\n'), // prettier-ignore
        },
      ],
    },
  ]
}

function withLimits(form: Reader, { categories }: Edition, section: Section): Section {
  const most = categories.map(({ code }) => ({ code, most: form.amount(`limits.${code}.cost`) }))
  const byCategory = Object.fromEntries(most.flatMap(({ code, most: most_minor }) => (most_minor === undefined ? [] : [[code, { most_minor }]]))) // prettier-ignore
  const constraints: Constraint[] = categories.flatMap(({ code: category }) => {
    const [each, spent] = [form.number(`limits.${category}.area`, 1_000), form.amount(`limits.${category}.spent`)]
    if (each === 0) form.wrong(`limits.${category}.area`, 'atLeastOne')
    return [
      ...(each ? [{ kind: 'atMostPerArea' as const, category, most: each }] : []),
      ...(spent === undefined ? [] : [{ kind: 'atMostSpent' as const, category, most_minor: spent }]),
    ]
  })
  const lines = form.text('excluding').split('\n').map((line) => line.split(/[\s,;]+/).filter(Boolean)) // prettier-ignore
  for (const projects of lines.filter((line) => line.length > 0)) {
    if (projects.length < 2) form.wrong('excluding', 'excludingOne')
    else constraints.push({ kind: 'excluding', projects })
  }
  return { ...section, cost: { ...section.cost, byCategory: most.length > 0 ? byCategory : undefined }, count: { ...section.count, constraints } } // prettier-ignore
}

const sections: List = {
  items: ({ say, edition }) =>
    edition.sections.map(({ code, names, choice: which }) => ({
      ...{ code, label: names[say.lang] },
      facts: [
        say.t('budgets.work.poolsCount', { n: poolsIn(edition, code).length }),
        say.t(which === 'residence' ? 'budgets.work.residence' : 'budgets.work.any'),
      ],
    })),
  groups(parts, code) {
    const { say, edition, areas } = parts
    const { t } = say
    const own = edition.sections.find((one) => one.code === code)
    if (own) return [{ fields: namesOf(t, own.names) }, ...limitsOf(parts, own)]
    const { currency } = edition
    return [
      { title: t('budgets.work.sectionName'), fields: namesOf(t) },
      {
        title: t('budgets.work.sectionMoney'),
        fields: [
          choice('split', t('budgets.work.split'), 'one', [
            { value: 'one', label: t('budgets.work.splitOne') },
            ...(areas.length > 0 ? [{ value: 'areas', label: t('budgets.work.splitAreas', { n: areas.length }) }] : []),
          ]),
          amount('amount', t('budgets.work.amountEach', { currency }), undefined),
          amount('most', t('budgets.work.most', { currency }), undefined),
        ],
      },
    ]
  },
  read(form, edition, code, areas) {
    const own = edition.sections.find((one) => one.code === code)
    const names = form.names()
    if (own) return { ...edition, sections: replaced(edition.sections, withLimits(form, edition, { ...own, names })) }
    const [amount_minor, most_minor] = [form.amount('amount', true), form.amount('most', true)]
    const isSplit = form.text('split') === 'areas'
    const section: Section = {
      ...{ code: codeFrom(names.pl, codesOf(edition.sections)), names, choice: 'any' },
      ...{ ballot: { kind: 'approval', most: 1 }, count: NEW_COUNT },
      cost: { least_minor: 0, most_minor: most_minor ?? 0 },
    }
    const wanted = isSplit ? areas.map((one) => ({ names: one.names, area: one.value })) : [{ names }]
    const pools = wanted.reduce<Pool[]>(
      (all, one) => [...all, { ...one, code: codeFrom(one.names.pl, codesOf(all)), section: section.code, amount_minor: amount_minor ?? 0 }], // prettier-ignore
      edition.pools,
    )
    return { ...edition, sections: [...edition.sections, section], pools }
  },
  without(form, edition, code) {
    const gone = codesOf(poolsIn(edition, code))
    if (edition.sections.length === 1) form.wrong('remove', 'lastSection')
    if (edition.sections.some((one) => one.code !== code && gone.includes(one.count.unusedTo ?? '')))
      form.wrong('remove', 'poolWanted')
    return {
      ...edition,
      sections: edition.sections.filter((one) => one.code !== code),
      pools: edition.pools.filter(({ section }) => section !== code),
    }
  },
}
const poolsIn = ({ pools }: Pick<Edition, 'pools'>, code: string) => pools.filter(({ section }) => section === code)

const pools: List = {
  items: ({ say, edition, areas }) =>
    edition.pools.map(({ code, names, section, amount_minor, area }) => ({
      ...{ code, label: names[say.lang] },
      facts: [
        money(say, amount_minor, edition.currency),
        edition.sections.find((one) => one.code === section)?.names[say.lang] ?? '',
        areas.find(({ value }) => value === area)?.label ?? '',
      ].filter((fact) => fact !== '' && fact !== names[say.lang]),
    })),
  groups({ say: { t, lang }, edition, areas }, code) {
    const own = edition.pools.find((one) => one.code === code)
    const everywhere = { value: '', label: t('budgets.work.wholeCity') }
    return [
      {
        fields: [
          ...namesOf(t, own?.names),
          choice('section', t('budgets.work.section'), own?.section ?? edition.sections[0]!.code, named(lang, edition.sections)), // prettier-ignore
          choice('area', t('budgets.work.area'), own?.area ?? '', [everywhere, ...areas]),
          amount('amount', t('budgets.work.amountOf', { currency: edition.currency }), own?.amount_minor),
        ],
      },
    ]
  },
  read(form, edition, code) {
    const names = form.names()
    const amount_minor = form.amount('amount', true)
    const area = form.text('area') || undefined
    const section = form.text('section')
    // Told where it can be mended, not by the name of a field that this page does not have.
    if (!area && edition.sections.find((one) => one.code === section)?.choice === 'residence')
      form.wrong('area', 'noArea')
    const own = code ?? codeFrom(names.pl, codesOf(edition.pools))
    const pool: Pool = { code: own, section, names, amount_minor: amount_minor ?? 0, area }
    return { ...edition, pools: replaced(edition.pools, pool) }
  },
  without(form, edition, code) {
    const own = edition.pools.find((one) => one.code === code)
    if (own && poolsIn(edition, own.section).length === 1) form.wrong('remove', 'lastPool')
    if (edition.sections.some(({ count }) => count.unusedTo === code)) form.wrong('remove', 'poolWanted')
    return { ...edition, pools: edition.pools.filter((one) => one.code !== code) }
  },
}

const isWanted = (section: Section, code: string): boolean =>
  code in (section.cost.byCategory ?? {}) || section.count.constraints.some((one) => 'category' in one && one.category === code) // prettier-ignore

const categories: List = {
  items: ({ say: { lang }, edition }) => edition.categories.map(({ code, names }) => ({ code, label: names[lang], facts: [] })), // prettier-ignore
  groups: ({ say: { t }, edition }, code) => [
    { fields: namesOf(t, edition.categories.find((one) => one.code === code)?.names) },
  ],
  read(form, edition, code) {
    const names = form.names()
    const own = code ?? codeFrom(names.pl, codesOf(edition.categories))
    return { ...edition, categories: replaced(edition.categories, { code: own, names }) }
  },
  without(form, edition, code) {
    if (edition.sections.some((section) => isWanted(section, code))) form.wrong('remove', 'categoryWanted')
    return { ...edition, categories: edition.categories.filter((one) => one.code !== code) }
  },
}

export const LIST_OF: Record<ListId, List> = { sections, pools, categories }
