/** A number in its one spelling: digits with a point, as many as it takes to tell it from its neighbours, never an exponent. */
export function numberText(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  const [digits, exponent] = text.split('e') as [string, string]
  const sign = digits.startsWith('-') ? '-' : ''
  const [whole, fraction = ''] = digits.replace('-', '').split('.') as [string, string?]
  const point = whole.length + Number(exponent)
  const all = whole + fraction
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`
  return sign + all.slice(0, point).padEnd(point, '0') + (all.length > point ? `.${all.slice(point)}` : '')
}
