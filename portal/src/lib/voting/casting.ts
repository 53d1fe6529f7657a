/** Casting all that was chosen, one ballot after the other, so that whatever breaks off goes on where it was. */
import { Answered, begin, finish } from './cast.ts'
import type { Choices } from './choices.ts'
import type { Kept } from './kept.ts'

export type Ready = { section: string; pool: string; choices: Choices }
type Asked = { api: string; lang: string; keys: Record<string, string> }
type Keeping = { kept(): Kept; keep(change: Partial<Kept>): void }

/** Throws what went wrong; what is on its way stays kept. In the end nothing of the choices is left. */
export async function castAll(ready: readonly Ready[], asked: Asked, { kept, keep }: Keeping): Promise<void> {
  const drop = (section: string) => {
    const { [section]: _, ...casting } = kept().casting
    keep({ casting })
  }
  for (const { section, pool, choices } of ready) {
    if (kept().casting[section]) continue
    const casting = await begin(section, pool, choices, asked.keys)
    keep({ casting: { ...kept().casting, [section]: casting } })
  }
  for (const [section, casting] of Object.entries(kept().casting)) {
    try {
      const keepOne = (now: typeof casting) => keep({ casting: { ...kept().casting, [section]: now } })
      const receipt = await finish(casting, { ...asked, code: kept().code }, keepOne)
      keep({ receipts: [...kept().receipts, receipt] })
      drop(section)
    } catch (error) {
      // Refused before a token was signed: nothing is used up, and what is wrong may be put right.
      const isFree = error instanceof Answered && error.status < 500 && !kept().casting[section]?.signature
      if (isFree) drop(section)
      throw error
    }
  }
  keep({ pools: {}, marks: {}, code: undefined })
}
