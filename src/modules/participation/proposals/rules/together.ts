/** Invitations to write together, and what an author declares. Pure. */
import { refuse } from '../refusals.ts'
import type { EditionOf, Invited } from '../types.ts'

/** What an author says of themselves, where the edition asks; nothing of it is kept but that it was said. */
export type Declared = { resident?: boolean; age?: boolean }

/** Throws `proposals.residenceNotDeclared`, `proposals.ageNotDeclared`. */
export function demandDeclared({ submit: { who, age_min } }: Pick<EditionOf, 'submit'>, { resident, age }: Declared): void {
  if (who === 'residents' && !resident) throw refuse.residenceNotDeclared()
  if (age_min && !age) throw refuse.ageNotDeclared({ age: age_min })
} // prettier-ignore

/** What the edition asks an author to declare. */
export const declarations = ({ submit: { who, age_min } }: Pick<EditionOf, 'submit'>): (keyof Declared)[] => [
  ...(who === 'residents' ? (['resident'] as const) : []),
  ...(age_min ? (['age'] as const) : []),
]

/** As much of an address as tells one from another: a…@example.org. */
export function hinted(email: string): string {
  const at = email.lastIndexOf('@')
  return `${[...email][0] ?? ''}…${email.slice(at)}`
}

type Sent = { hash: string; sentTo: string | null; until: Date; usedBy: string | null; refusedAt: Date | null }
export const invited = ({ hash, sentTo, until, usedBy, refusedAt }: Sent): Invited => ({
  ...{ id: hash, sentTo: sentTo ?? '', until },
  state: usedBy !== null ? 'joined' : refusedAt ? 'declined' : 'waiting',
})
