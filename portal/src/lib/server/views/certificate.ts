/** How far a standard's certificate would be reached, in the words of the page. */
import type { StandardCompleteness } from '#indicators'
import type { Lang } from '#words'

export type CertificateView = NonNullable<ReturnType<typeof certificateOf>>

type Counted = Pick<StandardCompleteness, 'certificate' | 'core' | 'supporting'>

export function certificateOf({ certificate, core, supporting }: Counted, lang: Lang) {
  if (!certificate) return undefined
  const { names, note, source, of, edition, levels, reported, reached, next } = certificate
  return {
    name: names[lang],
    note: note[lang],
    source: source.title,
    counts: {
      ...{ reported, of, edition },
      ...{ core: core.reported, coreTotal: core.total },
      ...{ supporting: supporting.reported, supportingTotal: supporting.total },
    },
    reached: reached?.names[lang],
    next: next && { lacking: next.lacking, level: next.level.names[lang], from: next.level.from, to: next.level.to },
    levels: levels.map(({ id, names, from, to }) => ({ id, name: names[lang], from, to })),
  }
}
