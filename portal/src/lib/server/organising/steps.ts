/** The steps of an edition: each a page with its questions, and what their answers do to the rules. */
import type { BallotForm, CountRule, Edition, Phase, Rules, Section } from '#participation'
import { LANGS } from '#words'
import { amount, area, choice, moment, number, tick, type FormGroup, type Reader, type Step, type StepParts } from './fields.ts' // prettier-ignore
import { namesOf } from './lists.ts'

/** Each a page with its questions; lists stand apart. */
export const FORMS_OF = ['basics', 'dates', 'money', 'proposals', 'ballot', 'counting', 'voters'] as const
export type StepId = (typeof FORMS_OF)[number]
export const isStep = (name: string): name is StepId => (FORMS_OF as readonly string[]).includes(name)

const REASONS = { pl: 'budgets.work.reasonPl', en: 'budgets.work.reasonEn', uk: 'budgets.work.reasonUk' } as const
const LAWS = { pl: 'budgets.work.lawPl', en: 'budgets.work.lawEn', uk: 'budgets.work.lawUk' } as const
const VOTES_MAX = 100_000_000
const POINTS_MAX = 1_000_000
const [AGE_MAX, SUPPORTERS_MAX, NUMBER_MAX, YEAR_MAX, CHOICES_MAX] = [120, 1_000, 1_000, 2_200, 1_000]
const KINDS = ['submission', 'formalCheck', 'opinions', 'appeal', 'list', 'campaign', 'vote', 'count', 'delivery'] as const // prettier-ignore
const WAYS = ['register', 'declaration', 'oidc', 'code', 'paper'] as const
const DEMANDS = ['age', 'consentUnder18', 'pesel', 'phone', 'email', 'registration'] as const
const FORMS = ['approval', 'points', 'ordinal', 'knapsack'] as const
const TIES = ['lot', 'cost+lot', 'votes+lot', 'score+lot', 'id'] as const

const textsIn = (form: Reader, name: string) =>
  Object.fromEntries(LANGS.map((lang) => [lang, form.text(`${name}.${lang}`)])) as Rules['names']

const basics: Step = {
  groups: ({ say: { t }, edition }) => [
    {
      fields: [
        ...namesOf(t, edition.names),
        number('number', t('budgets.work.number'), edition.number),
        number('year', t('budgets.work.year'), edition.year),
      ],
    },
  ],
  read: (form, edition) => ({
    ...edition,
    names: form.names(),
    number: form.number('number', NUMBER_MAX) ?? edition.number,
    year: form.number('year', YEAR_MAX) ?? edition.year,
  }),
}

const isBegun = ({ kind, from }: Phase, { edition, now }: Pick<StepParts, 'edition' | 'now'>): boolean =>
  edition.state !== 'draft' && kind !== 'vote' && from <= now

const dates: Step = {
  groups: (parts) =>
    KINDS.map((kind) => {
      const { t } = parts.say
      const own = parts.edition.phases.find((one) => one.kind === kind)
      return {
        title: t(`budgets.phase.${kind}`),
        fixed: own && isBegun(own, parts) ? t('budgets.work.begun') : undefined,
        fields: [
          moment(parts, `phases.${kind}.from`, t('budgets.work.from'), own?.from),
          moment(parts, `phases.${kind}.to`, t('budgets.work.to'), own?.to),
        ],
      }
    }),
  read(form, edition) {
    const phases = KINDS.flatMap((kind): Phase[] => {
      const own = edition.phases.find((one) => one.kind === kind)
      const [first, last] = [`phases.${kind}.from`, `phases.${kind}.to`]
      const [from, to] = [form.moment(first, own?.from), form.moment(last, own?.to)]
      if (from && to) return [{ kind, from, to }]
      if (form.has(first) || form.has(last)) form.wrong(from ? last : first, 'noDate')
      return []
    })
    return { ...edition, phases }
  },
}

const poolsIn = ({ pools }: Edition, { code }: Section) => pools.filter(({ section }) => section === code)

const money: Step = {
  groups({ say: { t, lang }, edition }) {
    const { currency } = edition
    return edition.sections.flatMap((section): FormGroup[] => {
      const pools = poolsIn(edition, section)
      const fields = pools.map(({ code, names, amount_minor }) =>
        amount(`pools.${code}.amount`, t('budgets.work.amount', { pool: names[lang], currency }), amount_minor),
      )
      const costs = [
        amount(`sections.${section.code}.least`, t('budgets.work.least', { currency }), section.cost.least_minor),
        amount(`sections.${section.code}.cost`, t('budgets.work.most', { currency }), section.cost.most_minor),
      ]
      const title = section.names[lang]
      if (pools.length === 1) return [{ title, fields: [...fields, ...costs] }]
      const hint = t('budgets.work.eachHint')
      const each = amount(`sections.${section.code}.each`, t('budgets.work.each', { currency }), undefined, { hint, required: false }) // prettier-ignore
      return [
        { title, fields: [each, ...costs] },
        { title: t('budgets.work.pools', { n: pools.length }), folded: true, fields },
      ]
    })
  },
  read: (form, edition) => ({
    ...edition,
    sections: edition.sections.map((section) => {
      const { least_minor, most_minor, ...rest } = section.cost
      const [least, most] = [form.amount(`sections.${section.code}.least`), form.amount(`sections.${section.code}.cost`)] // prettier-ignore
      return { ...section, cost: { ...rest, least_minor: least ?? least_minor, most_minor: most ?? most_minor } }
    }),
    pools: edition.pools.map((pool) => {
      const each = form.amount(`sections.${pool.section}.each`)
      return { ...pool, amount_minor: each ?? form.amount(`pools.${pool.code}.amount`) ?? pool.amount_minor }
    }),
  }),
}

const proposals: Step = {
  groups: ({ say: { t }, edition: { submit } }) => [
    {
      fields: [
        choice('who', t('budgets.work.who'), submit.who, [
          { value: 'anyone', label: t('budgets.work.anyone') },
          { value: 'residents', label: t('budgets.work.residents') },
        ]),
        number('submit.age_min', t('budgets.work.ageMin'), submit.age_min, {
          hint: t('budgets.work.ageMinHint'),
          required: false,
        }),
        number('supporters', t('budgets.work.supporters'), submit.supporters),
      ],
    },
  ],
  read: (form, edition) => ({
    ...edition,
    submit: {
      who: form.text('who') === 'residents' ? 'residents' : 'anyone',
      age_min: form.number('submit.age_min', AGE_MAX),
      supporters: form.number('supporters', SUPPORTERS_MAX) ?? 0,
    },
  }),
}

const ballot: Step = {
  groups: ({ say: { t, lang }, edition }) =>
    edition.sections.map((section) => {
      const at = (name: string) => `sections.${section.code}.${name}`
      const form = section.ballot
      const points = form.kind === 'points' ? form : undefined
      const only = { hint: t('budgets.work.onlyFor', { kind: t('budgets.work.kind.points') }), required: false }
      const most = form.kind === 'approval' || form.kind === 'ordinal' ? form.most : points?.mostProjects
      return {
        title: section.names[lang],
        fields: [
          choice(at('choice'), t('budgets.work.choice'), section.choice, [
            { value: 'residence', label: t('budgets.work.residence') },
            { value: 'any', label: t('budgets.work.any') },
          ]),
          choice(at('kind'), t('budgets.work.form'), form.kind, FORMS.map((value) => ({ value, label: t(`budgets.work.kind.${value}`) }))), // prettier-ignore
          number(at('ballot'), t('budgets.work.mostChoices'), most, { required: false }),
          number(at('least'), t('budgets.work.leastChoices'), form.kind === 'approval' ? form.least : undefined, {
            hint: t('budgets.work.onlyFor', { kind: t('budgets.work.kind.approval') }),
            required: false,
          }),
          number(at('points'), t('budgets.work.points'), points?.points, only),
          number(at('mostEach'), t('budgets.work.mostEach'), points?.mostEach, only),
        ],
      }
    }),
  read: (form, edition) => ({
    ...edition,
    sections: edition.sections.map((section): Section => {
      const at = (name: string, largest = CHOICES_MAX) => form.number(`sections.${section.code}.${name}`, largest)
      const kind = form.text(`sections.${section.code}.kind`)
      const chosen = form.text(`sections.${section.code}.choice`) === 'residence' ? 'residence' : 'any'
      const most = at('ballot') ?? 1
      const points = at('points', POINTS_MAX) ?? 10
      const made: BallotForm =
        kind === 'points'
          ? { kind, points, mostEach: at('mostEach', POINTS_MAX), mostProjects: at('ballot') }
          : kind === 'ordinal'
            ? { kind, most }
            : kind === 'knapsack'
              ? { kind }
              : { kind: 'approval', most, least: at('least') }
      return { ...section, choice: chosen, ballot: made }
    }),
  }),
}

const counting: Step = {
  groups({ say: { t, lang, format }, edition }) {
    const { sections, pools } = edition
    const tied = (value: string) => format.list((value.split('+') as CountRule['ties']).map((one) => t(`budgets.rule.tie.${one}`))) // prettier-ignore
    return sections.map(({ code, names, count }) => {
      const at = (name: string) => `sections.${code}.${name}`
      const own = count.ties.join('+')
      const others = pools.filter(({ section }) => section !== code)
      const ties = [...new Set([own, ...TIES])].filter(Boolean).map((value) => ({ value, label: tied(value) }))
      const rules = (['greedy', 'equalShares', 'phragmen'] as const).map((value) => ({ value, label: t(`budgets.work.rules.${value}`) })) // prettier-ignore
      const completions = (['none', 'add1', 'utilitarian', 'add1+utilitarian', 'exhaustive'] as const).map((value) => ({ value, label: t(`budgets.work.completions.${value}`) })) // prettier-ignore
      return {
        title: names[lang],
        fields: [
          choice(at('rule'), t('budgets.work.rule'), count.rule, rules),
          choice(at('completion'), t('budgets.work.completion'), count.completion ?? 'none', completions),
          number(at('threshold'), t('budgets.work.threshold'), count.threshold_votes ?? 0),
          choice(at('next'), t('budgets.work.next'), count.whenNextDoesNotFit, [
            { value: 'skip', label: t('budgets.work.skip') },
            { value: 'stop', label: t('budgets.work.stop') },
          ]),
          choice(at('unusedTo'), t('budgets.work.unusedTo'), count.unusedTo ?? '', [
            { value: '', label: t('budgets.work.nowhere') },
            ...others.map((pool) => ({ value: pool.code, label: pool.names[lang] })),
          ]),
          choice(at('ties'), t('budgets.work.ties'), own, ties),
        ],
      }
    })
  },
  read: (form, edition) => ({
    ...edition,
    sections: edition.sections.map((section): Section => {
      const at = (name: string) => `sections.${section.code}.${name}`
      const rule = form.text(at('rule')) as CountRule['rule']
      const completion = form.text(at('completion')) as CountRule['completion']
      const count: CountRule = {
        ...{ ...section.count, rule, completion: rule === 'equalShares' ? completion : undefined },
        threshold_votes: form.number(at('threshold'), VOTES_MAX) ?? 0,
        whenNextDoesNotFit: form.text(at('next')) as CountRule['whenNextDoesNotFit'],
        unusedTo: form.text(at('unusedTo')) || undefined,
        ties: form.text(at('ties')).split('+').filter(Boolean) as CountRule['ties'],
      }
      return { ...section, count }
    }),
  }),
}

const demandIn = ({ vote }: Edition, code: (typeof DEMANDS)[number]) => vote.demands.find((one) => one.code === code)

const voters: Step = {
  groups({ say: { t }, edition }: StepParts) {
    const { vote } = edition
    const texts = DEMANDS.map((code): FormGroup => {
      const own = demandIn(edition, code)
      const at = (what: string) => `vote.demands.${code}.${what}`
      return {
        title: t('budgets.work.texts', { demand: t(`budgets.rule.demand.${code}`) }),
        folded: true,
        fields: [
          ...LANGS.map((lang) => area(at(`reason.${lang}`), t(REASONS[lang]), own?.reason[lang] ?? '')),
          ...LANGS.map((lang) => area(at(`law.${lang}`), t(LAWS[lang]), own?.legalNote[lang] ?? '')),
        ].map((field) => ({ ...field, required: false })),
      }
    })
    const hint = t('budgets.work.needsDemand')
    return [
      {
        title: t('budgets.work.ways'),
        hint: t('budgets.work.waysHint'),
        fields: WAYS.map((way) => tick(`vote.ways.${way}`, t(`budgets.rule.way.${way}`), vote.ways.includes(way))),
      },
      {
        title: t('budgets.work.demands'),
        hint: t('budgets.work.demandsHint'),
        fields: [
          ...DEMANDS.map((code) => tick(`vote.demands.${code}`, t(`budgets.rule.demand.${code}`), demandIn(edition, code)?.on === true)), // prettier-ignore
          number('vote.age_min', t('budgets.work.voteAge'), vote.age_min, { hint, required: false }),
          number('vote.consentUnder', t('budgets.work.consentUnder'), vote.consentUnder, { hint, required: false }),
        ],
      },
      ...texts,
    ]
  },
  read: (form, edition) => ({
    ...edition,
    vote: {
      ...edition.vote,
      ways: WAYS.filter((way) => form.isTicked(`vote.ways.${way}`)),
      demands: DEMANDS.flatMap((code) => {
        const on = form.isTicked(`vote.demands.${code}`)
        const [reason, legalNote] = [textsIn(form, `vote.demands.${code}.reason`), textsIn(form, `vote.demands.${code}.law`)] // prettier-ignore
        const isSaid = [reason, legalNote].every((texts) => LANGS.every((lang) => texts[lang] !== ''))
        if (on && !isSaid) form.wrong(`vote.demands.${code}`, 'noReason')
        return isSaid ? [{ code, on, reason, legalNote, value: demandIn(edition, code)?.value }] : []
      }),
      age_min: form.number('vote.age_min', AGE_MAX),
      consentUnder: form.number('vote.consentUnder', AGE_MAX),
    },
  }),
}

export const STEP_OF: Record<StepId, Step> = { basics, dates, money, proposals, ballot, counting, voters }
