/** What an action of CKAN's API is here: what it takes, and what it answers to whom. */
import type { z } from 'zod'
import type { Actor } from '#platform/actor'
import type { Kept } from '#platform/files'
import { read } from './arguments.ts'
import { denied } from './errors.ts'

/** Who asks, and the file that came with it, if one did. */
export type Asking = { actor: Actor; upload?: Upload }
export type Upload = { kept: Kept; name: string; mediaType: string }
export type Action = {
  /** One line, for `help_show`. */
  help: string
  /** It changes something, and so is not to be had by GET. */
  changes: boolean
  run(asking: Asking, given: Record<string, unknown>): Promise<unknown>
}

type Spec<Shape extends z.ZodType> = {
  help: string
  takes: Shape
  run(args: z.output<Shape>, asking: Asking): unknown
}
const action =
  (changes: boolean) =>
  <Shape extends z.ZodType>({ help, takes, run }: Spec<Shape>): Action => ({
    ...{ help, changes },
    run: async (asking, given) => {
      // Whoever is nobody is told so, before what he brings is looked at.
      if (changes && asking.actor.kind === 'visitor') throw denied()
      return run(read(takes, given), asking)
    },
  })
export const reading = action(false)
export const writing = action(true)
