/** Definitions: proposed, checked against all the others, made valid; every version stays. */
import { demand, isSystem, type Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import { compileFormulas, type Formulas } from '../formula/index.ts'
import * as rules from '../rules.ts'
import { unknownPlace, type Sets } from '../sets.ts'
import { catalogue, definitions, publications } from '../store/index.ts'
import { DefinitionDraft, type Definition, type DefinitionVersion } from '../types.ts'
import { announce } from './announce.ts'
import type { Needs } from './needs.ts'

/** Refuses formulas that do not check, and places in standards and strategies that do not exist. */
export async function checked(db: Db | Tx, drafts: DefinitionDraft[], sets: Sets): Promise<Formulas> {
  for (const draft of drafts) {
    const unknown = unknownPlace(draft, sets)
    if (unknown) throw rules.refuse.unknownStandard({ id: draft.id, standard: unknown })
  }
  const changed = new Set(drafts.map((draft) => draft.id))
  const others = (await definitions.all(db)).filter((definition) => !changed.has(definition.id))
  return compileFormulas([...others, ...drafts], await catalogue.measures(db))
}

export function createDefinitions(needs: Needs) {
  const { db } = needs

  async function write(tx: Tx, actor: Actor, drafts: DefinitionDraft[], grounds: string, expected?: number) {
    const current = new Map((await definitions.all(tx)).map((definition) => [definition.id, definition]))
    const changed = drafts
      .map((draft) => ({ draft, version: rules.nextVersion(draft, current.get(draft.id), expected) }))
      .filter(({ draft }) => !rules.sameDefinition(draft, current.get(draft.id)))
    if (changed.length === 0) return undefined
    await checked(
      tx,
      changed.map(({ draft }) => draft),
      needs,
    )
    const payload = { definitions: changed.map(({ draft, version }) => `${draft.id} ${version}`) }
    const subject = changed.length === 1 ? `indicator/${changed[0]!.draft.id}` : 'indicators'
    const entry = { kind: 'indicators.defined', actor: actor.id, subject, grounds, payload }
    const pass = await needs.gate.passWords(tx, actor, {
      module: 'indicators',
      id: changed.length === 1 ? changed[0]!.draft.id : 'definitions',
      title: changed.map(({ draft }) => draft.names.pl).join(', '),
      content: { definitions: changed.map(({ draft }) => draft), grounds } as unknown as Json,
      address: changed.length === 1 ? `/indicators/${changed[0]!.draft.id}` : '/indicators',
    })
    const seq = await announce(needs, tx, { kind: 'definition', entry, pass })
    for (const { draft, version } of changed) await definitions.add(tx, { ...draft, version, seq })
    return { seq }
  }

  return {
    /**
     * Makes definitions valid, all or none, in one publication. `expected` is the version that the person saw (0 where
     * there was none). Those that say what is valid already are left alone; undefined where that is all of them.
     */
    async define(
      actor: Actor,
      drafts: DefinitionDraft[],
      grounds: string,
      expected?: number,
    ): Promise<{ seq: number } | undefined> {
      demand(actor, 'indicators.define')
      const parsed = drafts.map((draft) => DefinitionDraft.parse(draft))
      const defined = async (tx: Tx) => {
        await publications.lock(tx)
        return write(tx, actor, parsed, grounds, expected)
      }
      return needs.gate.orHold(() => db.transaction().execute(defined))
    },

    /** What the city pack says, where nobody in the house has said something since. */
    async loadDefinitions(actor: Actor, drafts: DefinitionDraft[], grounds: string): Promise<void> {
      demand(actor, 'indicators.define')
      const parsed = drafts.map((draft) => DefinitionDraft.parse(draft))
      await db.transaction().execute(async (tx) => {
        await publications.lock(tx)
        const newest = new Map((await definitions.newest(tx)).map((version) => [version.id, version]))
        const untouched = parsed.filter(({ id }) => isSystem(newest.get(id)?.by ?? actor.id))
        await write(tx, actor, untouched, grounds)
      })
    },

    /** The valid version; throws `indicators.unknown`. */
    async definition(id: string): Promise<Definition> {
      const [latest] = await definitions.versions(db, id)
      if (!latest) throw rules.refuse.unknown({ id })
      const { at: _at, by: _by, grounds: _grounds, ...definition } = latest
      return definition
    },

    definitions: (): Promise<Definition[]> => definitions.all(db),
    /** Every version of one, newest first, each with who made it public, when and why. */
    versions: (id: string): Promise<DefinitionVersion[]> => definitions.versions(db, id),
    /** The valid version of each, with the same. */
    newestVersions: (): Promise<DefinitionVersion[]> => definitions.newest(db),
  }
}
export type Definitions = ReturnType<typeof createDefinitions>
