/** A table of mixed types such as cities have: ids, codes, names, dates, decimal commas, units, coordinates; the same each time. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { seeded, type Random } from '../src/stats/random.ts'

const STREETS = ['Lipowa', 'Długa', 'Świętoduska', 'Żwirki i Wigury', 'Krakowskie Przedmieście', 'Łęczyńska', 'Zana', 'Gęsia'] // prettier-ignore
const KINDS = ['drzewo', 'latarnia', 'ławka', 'kosz', 'hydrant', 'znak']
const pad = (n: number, width: number) => String(n).padStart(width, '0')
const below = (random: Random, n: number) => Math.floor(random() * n)
const of = <T>(random: Random, all: readonly T[]): T => all[below(random, all.length)]!
const decimal = (n: number, digits: number) => n.toFixed(digits).replace('.', ',')

export const COLUMNS = ['id', 'kod', 'TERYT', 'nazwa', 'rodzaj', 'ulica', 'numer', 'kod pocztowy', 'data', 'zmiana', 'rok', 'czynny', 'kwota [zł]', 'udział', 'długość', 'liczba', 'szerokość geogr.', 'długość geogr.', 'uwagi', 'opis'] // prettier-ignore

function rowOf(i: number, random: Random): string {
  const day = `${pad(1 + below(random, 28), 2)}.${pad(1 + below(random, 12), 2)}.${2000 + below(random, 26)}`
  return [
    i,
    pad(below(random, 1_000_000), 8),
    `0663${pad(below(random, 300), 3)}`,
    `${of(random, KINDS)} ${below(random, 100_000)}`,
    of(random, KINDS),
    `ul. ${of(random, STREETS)}`,
    1 + below(random, 200),
    `20-${pad(below(random, 1000), 3)}`,
    day,
    `2025-${pad(1 + below(random, 12), 2)}-${pad(1 + below(random, 28), 2)} ${pad(below(random, 24), 2)}:${pad(below(random, 60), 2)}:00`,
    1950 + below(random, 76),
    random() < 0.7 ? 'tak' : 'nie',
    random() < 0.05 ? 'b.d.' : decimal(random() * 100_000, 2),
    `${decimal(random() * 100, 1)}%`,
    `${decimal(random() * 10, 3)} km`,
    random() < 0.1 ? '' : below(random, 100_000),
    decimal(51.2 + random() / 10, 6),
    decimal(22.5 + random() / 10, 6),
    random() < 0.8 ? '' : '"do naprawy; pilne"',
    `przegląd nr ${below(random, 1e6)} w dzielnicy ${of(random, STREETS)}`,
  ].join(';')
}

export async function writeTable(path: string, rows: number): Promise<void> {
  const random = seeded(1)(0)
  const out = createWriteStream(path)
  let piece = `${COLUMNS.join(';')}\r\n`
  for (let i = 1; i <= rows; i++) {
    piece += `${rowOf(i, random)}\r\n`
    if (piece.length < 2 ** 18) continue
    if (!out.write(piece)) await once(out, 'drain')
    piece = ''
  }
  out.end(piece)
  await once(out, 'finish')
}
