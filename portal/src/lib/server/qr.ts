/** A QR code as the path of a drawing: one square a module, with the quiet zone around it that readers need. */
import { encode } from 'uqr'

const QUIET = 4

export type Qr = { size: number; path: string }

export function qrOf(text: string): Qr {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { size, path }
}
