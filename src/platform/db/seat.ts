/** Which of several like processes one is: a number that no other has, and that whoever comes after one that ended takes again. */
import pg from 'pg'
import type { Database } from './open.ts'

const SEATS_MAX = 64
const RETAKE_MS = 1_000

export type Seat = { number: number; leave(): Promise<void> }

/**
 * The lowest that is free. A connection of its own holds it, and loses it with its process, however that ends; lost while the
 * process lives, it is taken again as soon as the database is there. Embedded, there is one process.
 */
export async function takeSeat({ url, embedded }: Pick<Database, 'url' | 'embedded'>, name: string): Promise<Seat> {
  if (embedded) return { number: 0, leave: async () => {} }
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isLeft = false

  /** The first that is free of these; undefined where none is. */
  async function sit(numbers: number[]): Promise<number | undefined> {
    const coming = new pg.Client({ connectionString: url })
    coming.on('error', () => {})
    await coming.connect()
    for (const number of numbers) {
      const asked = `select pg_try_advisory_lock(hashtext($1), $2) as taken`
      if (!(await coming.query<{ taken: boolean }>(asked, [name, number])).rows[0]!.taken) continue
      client = coming.once('end', () => again(number))
      return number
    }
    await coming.end()
    return undefined
  }

  function again(number: number): void {
    if (isLeft) return
    const retake = () => sit([number]).then((found) => found ?? again(number), () => again(number)) // prettier-ignore
    timer = setTimeout(() => void retake(), RETAKE_MS).unref()
  }

  const number = await sit(Array.from({ length: SEATS_MAX }, (_, i) => i))
  if (number === undefined) throw new Error(`all ${SEATS_MAX} seats of ${name} are taken`)
  return {
    number,
    async leave() {
      isLeft = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
