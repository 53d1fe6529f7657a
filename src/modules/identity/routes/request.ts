/** Between a request and the service: who calls, and the cookies of the answer. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller, Cookie } from '../types.ts'

export const callerOf = ({ headers, ip }: FastifyRequest): Caller => ({
  cookie: headers.cookie,
  address: ip,
  userAgent: headers['user-agent'],
})

/** Sets the cookies, and keeps the answer out of every cache. */
export function withCookies(reply: FastifyReply, cookies: readonly Cookie[]): FastifyReply {
  reply.header('cache-control', 'no-store')
  for (const cookie of cookies) reply.header('set-cookie', line(cookie))
  return reply
}

function line({ name, value, path, maxAge_s, httpOnly, secure, sameSite }: Cookie): string {
  const parts = [`${name}=${encodeURIComponent(value)}`, `Path=${path}`, `SameSite=${sameSite}`]
  if (maxAge_s !== undefined) parts.push(`Max-Age=${maxAge_s}`)
  if (httpOnly) parts.push('HttpOnly')
  if (secure) parts.push('Secure')
  return parts.join('; ')
}
