/** The receipts on the page: marked, saved as a file, and as a code for a phone's camera. */
import { encode } from 'uqr'
import type { Receipt } from './cast.ts'
import { fragmentOf } from './receipt.ts'

type Say = (key: string, ...filled: string[]) => string
const QUIET = 4
const SVG = 'http://www.w3.org/2000/svg'

export function receiptView(receipt: Receipt, poolName: string, page: string, say: Say): HTMLElement {
  const fragment = fragmentOf(receipt)
  const view = element('article', 'receipt')
  const code = element('code', '', receipt.commitment)
  const mark = element('p', '', `${say('done.commitment')}: `)
  mark.append(code)
  const check = element('a', '', say('done.check')) as HTMLAnchorElement
  check.href = page + fragment
  const save = element('a', '', say('done.save')) as HTMLAnchorElement
  save.href = URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 2)], { type: 'application/json' }))
  save.download = say('fileName', receipt.pool)
  const ways = element('p', 'no-print')
  ways.append(save, ' · ', check)
  view.append(element('h3', '', say('of', poolName)), mark, qr(location.origin + page + fragment, say('done.qr')), ways)
  return view
}

export function element(name: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(name)
  if (className) made.className = className
  made.textContent = text
  return made
}

function qr(text: string, label: string): SVGElement {
  const { size, data } = encode(text, { ecc: 'L', border: QUIET })
  const svg = document.createElementNS(SVG, 'svg')
  const said = { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' }
  for (const [name, value] of Object.entries(said)) svg.setAttribute(name, value)
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  for (const [fill, d] of [['#fff', `M0 0h${size}v${size}h-${size}z`], ['#000', squares]]) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('fill', fill!)
    path.setAttribute('d', d!)
    svg.append(path)
  }
  return svg
} // prettier-ignore
