/** What the form of a definition needs beside its values, and how a definition came to be. */
import type { RequestEvent } from '@sveltejs/kit'
import type { DefinitionVersion } from '#indicators'
import { whoIs } from '#lib/server/imports.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { words } from '#words'
import { differences } from './fields.ts'
import { helpOf, unitsOf } from './help.ts'
import { KINDS } from './values.ts'

export type FormNeeds = Awaited<ReturnType<typeof formNeeds>>

export async function formNeeds({ locals: { city, lang } }: RequestEvent) {
  const { indicators, places } = city
  const there = new Set((await places.areas()).map(({ kind }) => kind))
  return {
    kinds: KINDS.filter((kind) => there.has(kind)),
    units: await unitsOf(city),
    help: await helpOf(city, lang, ''),
    standards: indicators.standards().map(({ id, name }) => ({ value: id, label: shortName(name[lang]) })),
    // The one that holds longest stands first.
    strategies: indicators
      .strategies()
      .toSorted((a, b) => b.to - a.to)
      .map(({ id, name, themes }) => ({
        ...{ id, name: name[lang] },
        areas: themes.map((theme) => ({ id: theme.id, name: theme.names[lang] })),
      })),
  }
}

/** Who made a version public: the city's own pack, the reader, or a colleague. */
export const whoMade = (event: Pick<RequestEvent, 'locals'>, by: string): string =>
  by.startsWith('system:') ? words[event.locals.lang].t('defining.pack') : whoIs(event, by)

/** Every version, newest first, with what it changed of the one before. */
export function historyOf(event: RequestEvent, versions: DefinitionVersion[]) {
  const { city, lang } = event.locals
  return versions.map(({ at, by, grounds, ...version }, place) => {
    const before = versions[place + 1]
    return {
      ...{ version: version.version, seq: version.seq, at, who: whoMade(event, by) },
      grounds: by.startsWith('system:') ? undefined : grounds,
      changes: before ? differences(city, lang, before, version) : undefined,
    }
  })
}
