/** Writes the file that `catalog.ts` loads, in a process of its own, so that it is no part of what is measured. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

const [path, rows] = process.argv.slice(2)

export const HEADER =
  'nr,code,name,street,kind,district,day,at,amount,price,pieces,share,works,year,month,height,width,warmth,notes,sign'
const KINDS = ['tree', 'shrub', 'bench', 'lamp', 'bin', 'stop']

/** Made-up rows, in no way those of a real place. */
function rowOf(i: number): string {
  const n = (i * 2_654_435_761) % 4_294_967_296
  const day = new Date(Date.UTC(2015, 0, 1) + (n % 315_360_000) * 1000).toISOString()
  return `${i},${String(i % 100_000).padStart(6, '0')},thing no. ${i},Street ${n % 997},${KINDS[n % 6]},D${n % 27},${day.slice(0, 10)},${day.slice(0, 19)},${(n % 10_000_000) / 100},${(n % 5_000) / 100},${n % 1_000},${(n % 100_000) / 100_000},${n % 2 === 0},${day.slice(0, 4)},${1 + (n % 12)},${(n % 400) / 10},${(n % 77) / 7},${(n % 4_000) / 100 - 10},${n % 3 === 0 ? `"note, ${n % 1_000}"` : ''},${(n % 60_466_176).toString(36).toUpperCase()}`
}

async function write(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  out.write(`${HEADER}\n`)
  let text = ''
  for (let i = 1; i <= rows; i++) {
    text += `${rowOf(i)}\n`
    if (text.length < 1 << 20) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await once(out, 'close')
}

if (import.meta.main) await write(path!, Number(rows))
