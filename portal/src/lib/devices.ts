/** What a browser says of itself, as people call it. */

/** The first that fits counts: most claim to be several. */
const BROWSERS = [['Edg', 'Edge'], ['OPR', 'Opera'], ['Firefox'], ['Chrome'], ['Safari'], ['curl']] as const
const SYSTEMS = [['Android'], ['iPhone'], ['iPad'], ['Windows'], ['Mac OS X', 'macOS'], ['Linux']] as const
const DEVICE_CHARS_MAX = 80

export function deviceOf(userAgent = ''): string {
  const named = [BROWSERS, SYSTEMS].flatMap((list) => {
    const found = list.find(([mark]) => userAgent.includes(mark))
    return found ? [found[1] ?? found[0]] : []
  })
  return named.join(', ') || userAgent.slice(0, DEVICE_CHARS_MAX)
}
