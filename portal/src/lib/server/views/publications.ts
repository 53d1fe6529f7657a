/** What was published, corrected and withdrawn, in the reader's language, newest first. */
import type { Published } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { LANGS, type Lang } from '#words'

export const PUBLICATIONS_SHOWN = 40
const DEFINITIONS_SHOWN = 12
/** Grounds that the house gives itself say nothing to a reader. */
const BY_ITSELF = 'city pack'

/** The publications before that number, or the newest. */
export async function publicationsOf({ indicators }: City, lang: Lang, before?: number) {
  const [all, datasets, definitions] = await Promise.all([
    indicators.publications(PUBLICATIONS_SHOWN + 1, before),
    indicators.datasets(),
    indicators.definitions(),
  ])
  const datasetNames = new Map(datasets.map(({ id, names }) => [id, names[lang]]))
  const names = new Map(definitions.map(({ id, names }) => [id, names[lang]]))
  const shown = all.slice(0, PUBLICATIONS_SHOWN)
  return {
    older: all.length > PUBLICATIONS_SHOWN ? shown.at(-1)?.seq : undefined,
    publications: shown.map((one) => ({
      ...{ seq: one.seq, at: one.at, entryId: one.entryId, added: one.added, corrected: one.corrected },
      kind: kindOf(one),
      file: one.import && { id: one.import.id, name: one.import.fileName },
      title: one.of?.fileName ?? datasetNames.get(one.import?.dataset ?? '') ?? one.import?.fileName,
      of: one.of,
      note: noteOf(one, lang),
      definitions: (one.definitions ?? []).slice(0, DEFINITIONS_SHOWN).map((id) => ({ id, name: names.get(id) ?? id })),
      definitionCount: one.definitions?.length ?? 0,
    })),
  }
}
export type PublicationLine = Awaited<ReturnType<typeof publicationsOf>>['publications'][number]

type Kind = Exclude<Published['kind'], 'import'> | 'published' | 'corrected' | 'withdrawn'

function kindOf({ kind, import: found, added, corrected }: Published): Kind {
  if (kind !== 'import') return kind
  if (found?.origin === 'withdrawal') return 'withdrawn'
  return added === 0 && corrected ? 'corrected' : 'published'
}

/** In the reader's language, or the first in which it was written. */
function noteOf({ notes, grounds }: Published, lang: Lang): { text: string; lang?: Lang } | undefined {
  const written = [lang, ...LANGS].find((one) => notes?.[one])
  if (written) return { text: notes![written]!, lang: written }
  return grounds && grounds !== BY_ITSELF ? { text: grounds } : undefined
}
