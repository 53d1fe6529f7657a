/** Hostile servers, names and addresses get nothing; honest ones are fetched. The good ones live at 127.0.0.2, which is allowed here. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createNet, isPublicAddress, type Net } from './index.ts'

const GOOD = '127.0.0.2'
const servers: { close(): unknown }[] = []
const names: Record<string, string[]> = {}
let net: Net

beforeEach(() => {
  net = createNet({
    plainHttp: true,
    allow: [`${GOOD}/32`],
    userAgent: 'Unia test',
    resolve: async (host) => (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  })
})
afterEach(async () => {
  await net.close()
  for (const server of servers.splice(0)) server.close()
})

async function serve(listener: RequestListener, address = GOOD): Promise<string> {
  const server: Server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  servers.push({ close: () => (server.closeAllConnections(), server.close()) })
  return `http://${address}:${(server.address() as AddressInfo).port}`
}
const refused = (code: string, status?: number) => expect.objectContaining({ code, ...(status && { status }) })

describe('what is fetched', () => {
  test('an answer of any status comes with its headers, body and final address', async () => {
    const url = await serve((request, response) => {
      response.writeHead(404, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ agent: request.headers['user-agent'] }))
    })
    const answer = await net.fetch(`${url}/x`)
    expect([answer.status, answer.json(), answer.url]).toEqual([404, { agent: 'Unia test' }, `${url}/x`])
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('a %s body is decompressed', async (encoding, compress) => {
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(compress('zażółć')),
    )
    expect((await net.fetch(url)).text()).toBe('zażółć')
  })

  test('redirects are followed; what is confidential does not follow to another server', async () => {
    const seen: Record<string, unknown>[] = []
    const other = await serve((request, response) => {
      seen.push({ authorization: request.headers.authorization, accept: request.headers.accept })
      response.end('there')
    })
    const url = await serve((request, response) => {
      if (request.url === '/a') return void response.writeHead(302, { location: '/b' }).end()
      seen.push({ authorization: request.headers.authorization })
      response.writeHead(307, { location: other }).end()
    })
    const answer = await net.fetch(`${url}/a`, { headers: { Authorization: 'Bearer x', accept: 'text/csv' } })
    expect(answer.text()).toBe('there')
    expect(seen).toEqual([{ authorization: 'Bearer x' }, { authorization: undefined, accept: 'text/csv' }])
  })

  test('a name is resolved once, and the address that was checked is the one connected to', async () => {
    const url = await serve((request, response) => response.end(request.headers.host))
    names['data.example'] = [GOOD]
    const asked = url.replace(GOOD, 'data.example')
    expect((await net.fetch(asked)).text()).toBe(new URL(asked).host)
  })
})

describe('where nothing is sent', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://①②⑦.0.0.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.31.0.1/',
    'http://192.168.1.1/',
    'http://100.100.100.200/latest/meta-data/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
  ])('%s', async (url) => {
    await expect(net.fetch(url)).rejects.toEqual(refused('net.privateAddress', 403))
  })

  test.each([
    ['file:///etc/passwd', 'scheme'],
    ['gopher://example.com/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['https://user:pass@example.com/', 'credentials'],
    ['https://example.com:22/', 'port'],
    ['https://example.com:25/', 'port'],
    ['not an address', 'form'],
    ['http://[fe80::1%25eth0]/', 'form'],
    ['', 'form'],
  ])('%s: %s', async (url, reason) => {
    await expect(net.fetch(url)).rejects.toMatchObject({ code: 'net.badAddress', status: 400, details: { reason } })
  })

  test('an address is told good or bad before anything is asked', () => {
    expect(net.check('https://data.example/a b?c=ł#d')).toBe('https://data.example/a%20b?c=%C5%82#d')
    expect(() => net.check('https://10.1/')).toThrow(refused('net.privateAddress'))
    expect(() => net.check('ftp://data.example/')).toThrow(refused('net.badAddress'))
  })

  test('plain http, unless it was allowed', async () => {
    const strict = createNet()
    await expect(strict.fetch('http://example.com/')).rejects.toEqual(refused('net.badAddress'))
    await strict.close()
  })

  test.each([
    ['a private address', ['10.0.0.7']],
    ['loopback', ['::1']],
    ['a private address among good ones', [GOOD, '192.168.0.1']],
  ])('a name that answers with %s', async (_, addresses) => {
    names['rebind.example'] = addresses
    await expect(net.fetch('http://rebind.example:8080/')).rejects.toEqual(refused('net.privateAddress', 403))
  })

  test('a name that changes its answer after the check gains nothing: there is no second look-up', async () => {
    let lookups = 0
    let asked = 0
    const secret = await serve((_, response) => (asked++, response.end('secret')), '127.0.0.1')
    const rebinding = createNet({
      plainHttp: true,
      allow: [`${GOOD}/32`],
      resolve: async () => [{ address: lookups++ === 0 ? GOOD : '127.0.0.1', family: 4 }],
    })
    await expect(rebinding.fetch(secret.replace('127.0.0.1', 'flip.example'))).rejects.toEqual(
      refused('net.unreachable'),
    )
    await expect(rebinding.fetch(secret.replace('127.0.0.1', 'flip.example'))).rejects.toEqual(
      refused('net.privateAddress'),
    )
    expect(asked).toBe(0)
    await rebinding.close()
  })

  test.each([
    'http://127.0.0.1:1234/',
    'http://[::ffff:7f00:1]/',
    'file:///etc/passwd',
    '//127.1/',
    'http://u:p@x.example/',
  ])('a redirect to %s', async (location) => {
    const url = await serve((_, response) => response.writeHead(302, { location }).end())
    await expect(net.fetch(url)).rejects.toEqual(refused(expect.stringMatching(/^net\.(private|bad)Address$/) as never))
  })
})

describe('what would never end', () => {
  test('a circle of redirects', async () => {
    const url = await serve((_, response) => response.writeHead(301, { location: '/again' }).end())
    await expect(net.fetch(url)).rejects.toEqual(refused('net.tooManyRedirects', 502))
  })

  test('an endless body is cut at the limit', async () => {
    const url = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      }
      response.on('drain', more)
      more()
    })
    await expect(net.fetch(url, { maxBytes: 1_000_000 })).rejects.toMatchObject({
      code: 'net.tooLarge',
      details: { limitBytes: 1_000_000 },
    })
  })

  test('a small body that unpacks to a large one is cut at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    await expect(net.fetch(url, { maxBytes: 1_000_000 })).rejects.toEqual(refused('net.tooLarge'))
  })

  test('empty gzip members without end are cut at the limit too', async () => {
    const nothing = gzipSync('')
    const many = Buffer.concat(Array.from({ length: 5_000 }, () => nothing))
    const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(many))
    await expect(net.fetch(url, { maxBytes: 20_000 })).rejects.toEqual(refused('net.tooLarge'))
  })

  test('a server that accepts and says nothing', async () => {
    const silent = createTcpServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, GOOD, resolve))
    servers.push(silent)
    const url = `http://${GOOD}:${(silent.address() as AddressInfo).port}`
    await expect(net.fetch(url, { timeoutMs: 200 })).rejects.toEqual(refused('net.timeout', 504))
  })

  test('a server that drips one byte at a time', async () => {
    const url = await serve((_, response) => {
      const drip = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(drip))
    })
    await expect(net.fetch(url, { timeoutMs: 300 })).rejects.toEqual(refused('net.timeout'))
  })

  test('a download that nobody reads in time fails quietly, and says so when read', async () => {
    const url = await serve((_, response) => void response.writeHead(200).write('begun'))
    const { body } = await net.download(url, { timeoutMs: 100 })
    await new Promise((resolve) => setTimeout(resolve, 200))
    await expect(body.toArray()).rejects.toEqual(refused('net.timeout'))
  })

  test('a caller who gives up gets his own reason back', async () => {
    const url = await serve(() => {})
    const signal = AbortSignal.abort(new Error('changed my mind'))
    await expect(net.fetch(url, { signal })).rejects.toThrow('changed my mind')
  })
})

test('an unknown encoding and a broken body are said to be undecodable', async () => {
  const odd = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end('x'))
  const broken = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'))
  await expect(net.fetch(odd)).rejects.toEqual(refused('net.undecodable'))
  await expect(net.fetch(broken)).rejects.toEqual(refused('net.undecodable'))
})

test('a connection cut in the middle and a name nobody knows are unreachable', async () => {
  const cut = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('half', () => response.destroy())
  })
  await expect(net.fetch(cut)).rejects.toEqual(refused('net.unreachable', 502))
  await expect(net.fetch('http://nobody.example:8080/')).rejects.toEqual(refused('net.unreachable', 502))
})

test('no address of the special networks is public, however written', () => {
  const byte = fc.nat(255)
  fc.assert(
    fc.property(
      fc.constantFrom('10', '127', '0', '169.254', '192.168', '224', '255'),
      byte,
      byte,
      byte,
      (head, a, b, c) => {
        const address = [...head.split('.'), a, b, c].slice(0, 4).join('.')
        expect(isPublicAddress(address)).toBe(false)
        expect(isPublicAddress(`::ffff:${address}`)).toBe(false)
      },
    ),
  )
  for (const address of ['1.1.1.1', '8.8.8.8', '193.0.6.139', '2606:4700::1111', '2a00:1450:4001::1'])
    expect(isPublicAddress(address)).toBe(true)
  for (const odd of ['', 'localhost', '1.2.3', '::1%lo', '999.1.1.1']) expect(isPublicAddress(odd)).toBe(false)
})
