/** Decides whether an address may be asked, before the connection and, by its name's resolution, at the connection itself. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { refusals } from '#platform/errors'
import { isPublicAddress, isWithin, networks } from './addresses.ts'

export const refuse = refusals('net', {
  badAddress: 400,
  privateAddress: 403,
  unreachable: 502,
  undecodable: 502,
  tooLarge: 502,
  tooManyRedirects: 502,
  timeout: 504,
})

/** Below it live mail, shells, directories and other services that a web address has no business with. */
const PRIVILEGED_PORT_MAX = 1023
const WEB_PORTS = new Set(['', '80', '443'])

export type Resolve = (host: string) => Promise<LookupAddress[]>
export type Guard = ReturnType<typeof createGuard>

export type GuardOptions = {
  /** Accept http:// as well as https://. */
  plainHttp?: boolean
  /** Networks (CIDR) that may be reached though they are not public: a city's own sensors, a test's loopback. */
  allow?: readonly string[]
  resolve?: Resolve
}

export function createGuard({ plainHttp = false, allow = [], resolve = resolveBySystem }: GuardOptions) {
  const allowed = networks(allow)
  const mayConnect = (address: string) => isPublicAddress(address) || isWithin(allowed, address)

  /** The parsed address, if its form is acceptable. Odd ways to write an IP address have become the plain one here. */
  function check(address: string | URL, base?: URL): URL {
    if (!URL.canParse(String(address), base?.href)) throw refuse.badAddress({ reason: 'form' })
    const url = new URL(address, base)
    if (url.protocol !== 'https:' && !(plainHttp && url.protocol === 'http:'))
      throw refuse.badAddress({ reason: 'scheme' })
    if (url.username || url.password) throw refuse.badAddress({ reason: 'credentials' })
    if (!WEB_PORTS.has(url.port) && Number(url.port) <= PRIVILEGED_PORT_MAX) throw refuse.badAddress({ reason: 'port' })
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !mayConnect(host)) throw refuse.privateAddress({ host })
    return url
  }

  /**
   * Resolves for the socket itself, so what was checked is what is connected to; a name cannot answer twice. A name with one
   * address that may not be reached is refused whole.
   */
  const lookup: LookupFunction = (host, options, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found
        if (!first) return done(refuse.unreachable({ host }), '')
        if (!found.every(({ address }) => mayConnect(address))) return done(refuse.privateAddress({ host }), '')
        if (options.all) return done(null, found)
        done(null, first.address, first.family)
      },
      () => done(refuse.unreachable({ host }), ''),
    )
  }

  return { check, lookup }
}

const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) =>
    systemLookup(host, { all: true, order: 'verbatim' }, (error, found) => (error ? reject(error) : resolve(found))),
  )
