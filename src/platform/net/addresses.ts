/** Which network addresses belong to the public internet: everything that IANA's special-purpose registries do not set apart. */
import { BlockList, isIPv4, isIPv6 } from 'node:net'

const IPV4_SPECIAL = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Public by number, but a cloud's metadata service (Azure).
  '168.63.129.16/32',
]
/** Global unicast is 2000::/3; inside it, what leads elsewhere: Teredo, documentation, 6to4. */
const IPV6_GLOBAL = ['2000::/3']
const IPV6_SPECIAL = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** A list of networks in CIDR notation. Throws where one is not. */
export function networks(list: readonly string[]): BlockList {
  const block = new BlockList()
  for (const network of list) {
    const [address = '', bits = ''] = network.split('/')
    block.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6')
  }
  return block
}

const special4 = networks(IPV4_SPECIAL)
const special6 = networks(IPV6_SPECIAL)
const global6 = networks(IPV6_GLOBAL)

/** May the house connect there? An IPv4 address inside an IPv6 one is refused: no public server needs to be named so. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special4.check(address, 'ipv4')
  return isIPv6(address) && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
}

export const isWithin = (list: BlockList, address: string): boolean =>
  (isIPv4(address) && list.check(address, 'ipv4')) || (isIPv6(address) && list.check(address, 'ipv6'))
