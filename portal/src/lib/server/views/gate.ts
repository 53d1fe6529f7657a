/** The register of the gate in the reader's language, what changed last first. */
import type { Registered } from '#governance'
import { hrefOf } from '#lib/paths.ts'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'

export const SHOWN = 40
export const SHOWN_STATES = ['opened', 'refused', 'withdrawn'] as const
export const DECIDERS = ['person', 'rule'] as const

type Wanted = {
  state?: (typeof SHOWN_STATES)[number]
  by?: (typeof DECIDERS)[number]
  before?: { at: Date; id: string }
}

/** What an address asks for; what it cannot mean is left out. */
export function wantedIn(query: URLSearchParams): Wanted {
  const at = new Date(query.get('before') ?? '')
  const id = query.get('id') ?? ''
  const isCursor = !Number.isNaN(at.getTime()) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)
  return {
    state: SHOWN_STATES.find((state) => state === query.get('state')),
    by: DECIDERS.find((by) => by === query.get('by')),
    before: isCursor ? { at, id } : undefined,
  }
}

export async function registerOf({ governance }: City, lang: Lang, wanted: Wanted) {
  const [found, assets] = await Promise.all([
    governance.gate.register({ ...wanted, limit: SHOWN + 1 }),
    governance.assets.list(),
  ])
  const names = new Map(assets.map(({ slug, names }) => [slug, names[lang]]))
  const lines = found.slice(0, SHOWN).map((one) => lineOf(one, lang, names))
  const last = lines.at(-1)
  return { lines, older: found.length > SHOWN && last ? { before: last.at.toISOString(), id: last.id } : undefined }
}
export type RegisterLine = Awaited<ReturnType<typeof registerOf>>['lines'][number]

function lineOf(one: Registered, lang: Lang, assets: ReadonlyMap<string, string>) {
  const { t, has } = words[lang]
  const module = `governance.module.${one.module}`
  const decisions = one.decisions.map((decision) => ({ ...decision, note: noteOf(decision, lang) })).reverse()
  return {
    ...{ id: one.id, state: one.state, at: one.at, kind: one.kind, fingerprint: one.fingerprint },
    title: one.title ?? t('governance.gate.nameless'),
    module: has(module) ? t(module) : one.module,
    asset: one.asset && { slug: one.asset, name: assets.get(one.asset) ?? one.asset },
    ...{ decision: decisions[0]!, earlier: decisions.slice(1) },
    releases: one.releases.map((release) => ({ ...release, href: hrefOf(lang, release.address) })),
  }
}

function noteOf({ publicNote, rule }: Registered['decisions'][number], lang: Lang): string | undefined {
  return rule ? words[lang].t(`governance.rule.${rule}`) : publicNote
}
