/** What the voting page shows: parts and projects of the sealed vote, and the words its script says. */
import type { Edition, ListedProject } from '#participation'
import { money } from '#strategy'
import { formatsFor, words, type Lang } from '#words'
import type { City } from '#lib/server/city.ts'

export type VoteState = 'before' | 'open' | 'over'

export function stateOf({ state, phases }: Edition): { state: VoteState; from?: Date; to?: Date } {
  const vote = phases.find(({ kind }) => kind === 'vote')
  const bounds = { from: vote?.from, to: vote?.to }
  if (state === 'draft' || state === 'announced') return { state: 'before', ...bounds }
  return { state: state === 'sealed' ? 'open' : 'over', ...bounds }
}

const BOOTH = [
  ...(['who.codeMissing', 'pool.missing', 'choose.none', 'review.nothing', 'review.empty', 'review.change', 'working'] as const),
  ...(['failed.network', 'failed.signature', 'failed.again', 'cleared'] as const),
  ...(['done.print', 'done.save', 'done.check', 'done.qr', 'done.commitment', 'who.nothing', 'who.showFirst', 'who.consent'] as const),
] // prettier-ignore

/** What the script says, with `%1` and `%2` where it fills something in. */
function spoken(lang: Lang): Record<string, string> {
  const { t } = words[lang]
  const [found, limit] = ['%1', '%2']
  return {
    ...Object.fromEntries(BOOTH.map((key) => [key, t(`voting.${key}`)])),
    step: t('voting.step', { n: '%1', all: '%2' }),
    partly: t('voting.who.partly', { pools: '%1' }),
    used: t('voting.choose.used', { found, limit }),
    usedPoints: t('voting.choose.usedPoints', { found, limit }),
    usedMoney: t('voting.choose.usedMoney', { found, limit }),
    few: t('voting.choose.few', { found, limit }),
    many: t('voting.choose.many', { found, limit }),
    each: t('voting.choose.each', { found, limit }),
    points: t('voting.choose.pointsOver', { found, limit }),
    ranks: t('voting.choose.ranks', { limit }),
    money: t('voting.choose.moneyOver', { found, limit }),
    of: t('voting.done.of', { pool: '%1' }),
    fileName: t('voting.done.fileName', { pool: '%1' }),
  }
}

/** `list` as it was drawn: it stands on the ballot in this order. */
export function boothOf(city: City, lang: Lang, edition: Edition, list: readonly ListedProject[], sealed: string) {
  const say = { ...words[lang], format: formatsFor(lang, words[lang], city.info.timezone) }
  const amount = (minor: number) => money(say as never, minor, edition.currency)
  const { keys } = JSON.parse(sealed) as { keys: Record<string, string> }
  const pools = edition.pools.map(({ code, section, names, amount_minor }) => ({
    ...{ code, section, name: names[lang], amount: amount(amount_minor), amount_minor },
    projects: list
      .filter(({ pool }) => pool === code)
      .map(({ number, titles, cost_minor }) => ({ number, title: titles[lang], cost: amount(cost_minor), cost_minor })),
  }))
  const sections = edition.sections.map(({ code, names, choice, ballot }) => ({
    ...{ code, name: names[lang], choice, ballot },
    pools: pools.filter(({ section }) => section === code).map((pool) => pool.code),
  }))
  return {
    sections,
    pools,
    /** For the script. */
    script: {
      ...{
        edition: edition.code,
        lang,
        api: `/api/v1/budgets/${edition.code}`,
        keys,
        currency: say.format.unit(edition.currency),
      },
      sections: sections.map(({ name: _, ...section }) => section),
      pools: Object.fromEntries(pools.map(({ code, name, amount_minor }) => [code, { name, amount_minor }])),
      words: spoken(lang),
    },
  }
}
