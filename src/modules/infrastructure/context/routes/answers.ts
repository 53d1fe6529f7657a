/** How an answer leaves: with its context in it or beside it, and with the way to the next page. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Failed } from '../service/batch.ts'
import type { Page } from '../store/query.ts'
import { contextNamed, linkNamed } from '../terms/service.ts'
import type { Terms } from '../terms/terms.ts'
import type { Outcome } from '../types.ts'
import { GEO_TYPE, LD_TYPE } from './asked.ts'
import type { Told } from './problems.ts'

type Raw = Record<string, unknown>

/** Sends what was found in the form that was asked for. */
export function send(reply: FastifyReply, accepted: string, terms: Terms, found: Raw | Raw[]): FastifyReply {
  if (accepted === LD_TYPE || (accepted === GEO_TYPE && terms.given !== undefined && terms.link === undefined)) {
    const named = contextNamed(terms)
    const withContext = (one: Raw): Raw => ({ '@context': named, ...one })
    const body = Array.isArray(found) ? found.map(withContext) : withContext(found)
    return reply.type(accepted).serializer(String).send(JSON.stringify(body))
  }
  const context = `<${linkNamed(terms)}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`
  const pages = reply.getHeader('link')
  reply.header('link', pages ? `${context}, ${String(pages)}` : context)
  return reply.type(accepted).serializer(String).send(JSON.stringify(found))
}

/** The ways to the pages before and after; before `send`, which adds the link to the context. */
export function addPaging(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  found: number,
  count?: number,
): void {
  if (count !== undefined) reply.header('ngsild-results-count', String(count))
  if (page.limit === 0) return
  const links: string[] = []
  const to = (offset: number, rel: string) => {
    const url = new URL(request.url, 'http://host')
    url.searchParams.set('offset', String(offset))
    url.searchParams.set('limit', String(page.limit))
    links.push(`<${url.pathname}${url.search}>; rel="${rel}"`)
  }
  if (page.offset > 0) to(Math.max(0, page.offset - page.limit), 'prev')
  if (count === undefined ? found === page.limit : page.offset + found < count) to(page.offset + page.limit, 'next')
  if (links.length > 0) reply.header('link', links.join(', '))
}

/** 204 where all was done, 207 with what was not. */
export function sendOutcome(
  reply: FastifyReply,
  terms: Terms,
  { updated, notUpdated }: Outcome,
  told: Told,
): FastifyReply {
  if (notUpdated.length === 0) return reply.code(204).send()
  return reply.code(207).send({
    updated: updated.map(terms.term),
    notUpdated: notUpdated.map(({ attribute, reason }) => ({
      attributeName: terms.term(attribute),
      reason: told.reason(reason),
    })),
  })
}

/** 207: which succeeded, and why the others did not. */
export function sendPartly(
  reply: FastifyReply,
  success: string[],
  failed: readonly Failed[],
  told: Told,
): FastifyReply {
  const errors = failed.map(({ id, error }) => ({ entityId: id, error: told.problem(error) }))
  return reply.code(207).send({ success, errors })
}
