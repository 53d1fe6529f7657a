/** Definitions: proposed, checked against all the others, made valid; every version stays. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { compileFormulas } from '../formula/index.ts'
import * as rules from '../rules.ts'
import { unknownPlace } from '../sets.ts'
import { catalogue, definitions, publications } from '../store/index.ts'
import { DefinitionDraft, type Definition } from '../types.ts'
import { announce } from './announce.ts'
import type { Needs } from './needs.ts'

export function createDefinitions(needs: Needs) {
  const { db } = needs

  /** Refuses formulas that do not check, and places in standards and strategies that do not exist. */
  async function check(tx: Tx, drafts: DefinitionDraft[]): Promise<void> {
    for (const draft of drafts) {
      const unknown = unknownPlace(draft, needs)
      if (unknown) throw rules.refuse.unknownStandard({ id: draft.id, standard: unknown })
    }
    const changed = new Set(drafts.map((draft) => draft.id))
    const others = (await definitions.all(tx)).filter((definition) => !changed.has(definition.id))
    compileFormulas([...others, ...drafts], await catalogue.measures(tx))
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
      return db.transaction().execute(async (tx) => {
        await publications.lock(tx)
        const current = new Map((await definitions.all(tx)).map((definition) => [definition.id, definition]))
        const changed = parsed
          .map((draft) => ({ draft, version: rules.nextVersion(draft, current.get(draft.id), expected) }))
          .filter(({ draft }) => !rules.sameDefinition(draft, current.get(draft.id)))
        if (changed.length === 0) return undefined
        await check(
          tx,
          changed.map(({ draft }) => draft),
        )
        const payload = { definitions: changed.map(({ draft, version }) => `${draft.id} ${version}`) }
        const subject = changed.length === 1 ? `indicator/${changed[0]!.draft.id}` : 'indicators'
        const entry = { kind: 'indicators.defined', actor: actor.id, subject, grounds, payload }
        const seq = await announce(needs, tx, { kind: 'definition', entry })
        for (const { draft, version } of changed) await definitions.add(tx, { ...draft, version, seq })
        return { seq }
      })
    },

    /** The valid version; throws `indicators.unknown`. */
    async definition(id: string): Promise<Definition> {
      const [latest] = await definitions.versions(db, id)
      if (!latest) throw rules.refuse.unknown({ id })
      return latest
    },

    definitions: (): Promise<Definition[]> => definitions.all(db),
    versions: (id: string): Promise<Definition[]> => definitions.versions(db, id),
  }
}
export type Definitions = ReturnType<typeof createDefinitions>
