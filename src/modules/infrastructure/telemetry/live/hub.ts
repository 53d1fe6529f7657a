/**
 * Who watches, and what each is sent. Those who ask the same are a group: what they are sent is written once. A viewer whose
 * line is full gets nothing until it has emptied, and then the newest state: it holds no more than one frame, and holds up
 * nobody. Knows no database and no HTTP.
 */
import { concerning, eventText, frameText, keyOf } from './rules.ts'
import { THINGS_MAX, type Asked, type Change } from './types.ts'

/** A viewer's line. `write` says false where it is full; `onEmpty` is called when it is not any more. */
export type Line = { write(text: string | Buffer): boolean; end(): void }
export type Viewer = {
  /** The line has emptied. */
  emptied(): void
  /** What this one alone has missed. */
  tell(changes: readonly Change[], at: string): void
  leave(): void
}
type Held = {
  line: Line
  full?: { since: number }
  /** Has missed something, and waits for this state. */
  owed: boolean
  awaited?: Promise<Buffer>
}
type Group = ReturnType<typeof createGroup>
export type Hub = ReturnType<typeof createHub>
export type Needs = {
  /** The newest state of what was asked for, as a frame. */
  stateOf(asked: Asked): Promise<string>
  onError?: (error: unknown) => void
  /** Milliseconds that only go forward. */
  now?: () => number
}

/** A line that is full for so long is cut: its reader may come again. */
export const FULL_MS_MAX = 60_000

/** Those who ask the same. */
function createGroup(asked: Asked, { stateOf, onError = () => {}, now = () => performance.now() }: Needs) {
  const concerns = concerning(asked)
  const viewers = new Set<Held>()
  /** The newest state, while nothing has changed since it was read. */
  let newest: Promise<Buffer> | undefined

  function send(held: Held, frame: string | Buffer): void {
    if (!held.line.write(frame)) held.full = { since: now() }
  }

  /** To one who has missed something; read once for all of them. */
  function sendState(held: Held): void {
    const state = (newest ??= stateOf(asked).then((text) => Buffer.from(text)))
    held.awaited = state
    state.then(
      (frame) => {
        if (!viewers.has(held) || held.full) return
        // One that was read before the newest change is sent, and followed by the next.
        if (held.awaited === state) held.owed = false
        send(held, frame)
      },
      (error) => {
        if (newest === state) newest = undefined
        onError(error)
      },
    )
  }

  return {
    ...{ viewers, concerns, send, sendState },
    tell(frame: Buffer): void {
      newest = undefined
      for (const held of viewers) {
        // What its state will hold need not be told before.
        if (held.full) held.owed = true
        else if (!held.owed) send(held, frame)
        else sendState(held)
      }
    },
  }
}

export function createHub(needs: Needs) {
  const { now = () => performance.now() } = needs
  const groups = new Map<string, Group>()
  let count = 0

  function leave(key: string, group: Group, held: Held): void {
    if (!group.viewers.delete(held)) return
    count--
    if (group.viewers.size === 0 && groups.get(key) === group) groups.delete(key)
  }

  function endWhere(isMeant: (held: Held) => boolean): void {
    for (const [key, group] of groups)
      for (const held of group.viewers) {
        if (!isMeant(held)) continue
        leave(key, group, held)
        held.line.end()
      }
  }

  return {
    get size() {
      return count
    },

    /** `owed`: begins with the state. */
    join(asked: Asked, line: Line, owed = true): Viewer {
      const key = keyOf(asked)
      const group = groups.get(key) ?? createGroup(asked, needs)
      groups.set(key, group)
      const held: Held = { line, owed }
      group.viewers.add(held)
      count++
      if (owed) group.sendState(held)
      return {
        emptied() {
          held.full = undefined
          if (held.owed) group.sendState(held)
        },
        tell(changes, at) {
          const frame = frameOf(group, changes, [], at)
          if (frame) group.send(held, frame)
        },
        leave: () => leave(key, group, held),
      }
    },

    /** Tells everybody whom it concerns. `id` is where somebody who comes again goes on from. */
    publish(changes: readonly Change[], gone: readonly string[], at: string, id: string): void {
      for (const group of groups.values()) {
        const frame = frameOf(group, changes, gone, at, id)
        if (frame) group.tell(frame)
      }
    },

    /** Something small to everybody whose line is free, so that nothing between here and there takes it for dead. */
    beat(frame: string): void {
      endWhere(({ full }) => full !== undefined && now() - full.since > FULL_MS_MAX)
      for (const { viewers, send } of groups.values()) for (const held of viewers) if (!held.full) send(held, frame)
    },
    /** Ends every line: the house closes. */
    close: (): void => endWhere(() => true),
  }
}

/** What concerns a group of what has changed. */
function frameOf(
  group: Group,
  changes: readonly Change[],
  gone: readonly string[],
  at: string,
  id?: string,
): Buffer | undefined {
  // prettier-ignore
  const meant = changes.filter(group.concerns)
  if (meant.length === 0 && gone.length === 0) return undefined
  const more = meant.length > THINGS_MAX
  const things = more ? [] : meant.map(({ json }) => json)
  return Buffer.from(eventText('change', frameText({ at, things, gone, more }), id))
}
