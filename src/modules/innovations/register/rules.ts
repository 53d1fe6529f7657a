/** What an entry may say, and which entries a reader asks for. Pure. */
import { refusals } from '#platform/errors'
import {
  DIMENSIONS,
  KINDS,
  STATES,
  type Content,
  type Dimension,
  type Entry,
  type Learning,
  type State,
} from './types.ts'

export const refuse = refusals('innovations', {
  unknown: 404,
  changedMeanwhile: 409,
  backward: 422,
  unknownArea: 422,
})

/** Throws `innovations.backward` for one that ends before it begins. */
export function demandForward({ from, to }: Pick<Content, 'from' | 'to'>): void {
  if (from !== undefined && to !== undefined && to < from) throw refuse.backward({ from, to })
}

export type Asked = { dimension?: Dimension; kind?: Content['kind']; state?: State; learning?: Learning }

export const chosen = (entries: readonly Entry[], { dimension, kind, state, learning }: Asked): Entry[] =>
  entries.filter(
    (one) =>
      (!dimension || one.dimension === dimension) &&
      (!kind || one.kind === kind) &&
      (!state || one.state === state) &&
      (!learning || one.learning === learning),
  )

type Counts = { dimensions: Record<Dimension, number>; kinds: Record<Content['kind'], number>; states: Record<State, number> } // prettier-ignore

/** How many there are of each; none is left out for being nought. */
export function counted(entries: readonly Entry[]): Counts {
  const by = <Name extends string>(names: readonly Name[], of: (entry: Entry) => Name | undefined) =>
    Object.fromEntries(names.map((name) => [name, entries.filter((one) => of(one) === name).length])) as Record<Name, number> // prettier-ignore
  return {
    dimensions: by(DIMENSIONS, ({ dimension }) => dimension),
    kinds: by(KINDS, ({ kind }) => kind),
    states: by(STATES, ({ state }) => state),
  }
}
