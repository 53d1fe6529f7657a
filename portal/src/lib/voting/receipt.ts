/** A receipt as an address: behind the `#`, which no browser sends to anybody, so that only the page itself reads it. */
import type { Receipt } from './cast.ts'

const TEXT_CHARS_MAX = 10_000

/** Its note is made of the rest and a signature. */
export const fragmentOf = ({ pool, commitment, note }: Receipt): string => {
  const signature = note.trimEnd().split(' ').at(-1)!
  return `#${pool}.${commitment}.${signature.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** The whole receipt again; `signer` is the name of the ledger's key. */
export function receiptFrom(fragment: string, edition: string, signer: string): Receipt | undefined {
  const [, pool, commitment, signed] = /^#?([a-z0-9-]{1,60})\.([\w-]{43})\.([\w-]{10,200})$/.exec(fragment.trim()) ?? []
  if (!pool || !commitment || !signed) return undefined
  const padded = signed.replaceAll('-', '+').replaceAll('_', '/')
  const signature = padded + '='.repeat((4 - (padded.length % 4)) % 4)
  const text = `unia ballot receipt v1\n${edition}\n${pool}\n${commitment}\n`
  return { edition, pool, commitment, note: `${text}\n— ${signer} ${signature}\n` }
}

/** What somebody typed or chose: a saved receipt, its address, or the mark alone. */
export type Typed = { receipt?: Receipt; fragment?: string; commitment?: string }

export function typedReceipt(text: string): Typed | undefined {
  const trimmed = text.slice(0, TEXT_CHARS_MAX).trim()
  if (/^[\w-]{43}$/.test(trimmed)) return { commitment: trimmed }
  const hash = trimmed.indexOf('#')
  if (hash >= 0 && !trimmed.startsWith('{')) return { fragment: trimmed.slice(hash) }
  try {
    const said = JSON.parse(trimmed) as Partial<Record<keyof Receipt, unknown>>
    const { edition, pool, commitment, note } = said
    if ([edition, pool, commitment, note].every((one) => typeof one === 'string')) return { receipt: said as Receipt }
  } catch {
    // Neither is it a saved one.
  }
  return undefined
}
