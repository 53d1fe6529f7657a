/** What is drawn is read again by somebody else's reader. */
import fc from 'fast-check'
import jsQR from 'jsqr'
import { expect, test } from 'vitest'
import { qrOf } from './qr.ts'

const MODULE_PX = 4

function seen(text: string): string | undefined {
  const { size, path } = qrOf(text)
  const width = size * MODULE_PX
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let i = 0; i < MODULE_PX * MODULE_PX; i++) {
      const at = (Number(y) * MODULE_PX + Math.floor(i / MODULE_PX)) * width + Number(x) * MODULE_PX + (i % MODULE_PX)
      pixels.fill(0, at * 4, at * 4 + 3)
    }
  return jsQR(pixels, width, width)?.data
}

test('an app reads the address of a second factor', () => {
  const uri = 'otpauth://totp/Unia:anna%40example.org?secret=JBSWY3DPEHPK3PXP&issuer=Unia&digits=6&period=30'
  expect(seen(uri)).toBe(uri)
})

test('any text is read as it was written', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200 }), (text) => {
      expect(seen(text)).toBe(text)
    }),
    { numRuns: 30 },
  )
})
