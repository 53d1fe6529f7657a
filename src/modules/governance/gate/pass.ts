/**
 * What the gate gives for content that passed it. Nothing becomes public without one, and only the gate makes them: the
 * key that the constructor asks for does not leave this folder.
 */
const KEY = Symbol('the gate')

export class Pass {
  readonly #releaseId: string

  constructor(key: symbol, releaseId: string) {
    if (key !== KEY) throw new TypeError('only the gate gives passes')
    this.#releaseId = releaseId
  }

  /** The release that a publication refers to; the database takes none that the gate did not write. */
  get releaseId(): string {
    return this.#releaseId
  }
}

export const passOf = (releaseId: string): Pass => new Pass(KEY, releaseId)
