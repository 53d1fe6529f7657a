/** What a reader may choose to compare with, as options of a list. */
import type { PeerChoices } from '#lib/server/views/analysis/choices.ts'
import type { PortalWords } from '#lib/words.ts'

const SIMILAR = [10, 20]

export function peerOptions({ all, groups, kind, of, said, peers }: PeerChoices, t: PortalWords['t']) {
  const similar = SIMILAR.filter((n, i) => n < all || i === 0)
  const options = [
    ...similar.map((n) => ({
      value: `similar:${n}`,
      label: t('analysis.peers.similarOption', { n: Math.min(n, all) }),
    })),
    { value: 'all', label: t('analysis.peers.allOption', { of, n: all }) },
    ...groups.map(({ value, name, n }) => ({ value, label: t('analysis.peers.group', { name, n }) })),
  ]
  if (options.some(({ value }) => value === said)) return options
  const label = t(kind === 'similar' ? 'analysis.peers.similarOption' : 'analysis.peers.chosenOption', {
    n: peers.length,
  })
  return [...options, { value: said, label }]
}
