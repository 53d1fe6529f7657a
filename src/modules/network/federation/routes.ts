/** HTTP: the city's words for its own programs, under the API's prefix, and for other servers, at their own addresses. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bestOf } from '#platform/http'
import { LANGS, preferredLang, words, type Texts } from '#words'
import { calendar, jsonFeedOf } from './feeds.ts'
import { demandShallow, refuse } from './rules.ts'
import type { Federation } from './service.ts'
import { ActorName, Followed, Follower, Heard, HeldBack, PAGE_POSTS, Post, PostDraft, PostVersion, Reason, Reply, Report, ReportWords, Settlement, Speaker, Undelivered, Verdict } from './types.ts' // prettier-ignore

const tags = ['network']
const BRIEFLY = 'public, max-age=60'
const A_DAY = 'public, max-age=86400'
const STREAMS = 'application/activity+json'
const LINKED = 'application/ld+json'
/** What somebody says of the city; pictures and films are only named in it. */
const INBOX_BYTES_MAX = 256_000
const FEED_POSTS = 50
const hide = { hide: true }
const ById = z.object({ id: z.uuid() })
const ByName = z.object({ name: ActorName })
const none = { 204: z.null() }
const InLanguage = z.object({ lang: z.enum(LANGS).default(LANGS[0]) })
const Paging = z.object({
  actor: ActorName.optional(),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(PAGE_POSTS),
})

/** `/network/posts`, `/network/actors`, `/network/replies`, under the API's prefix. */
export const federationRoutes =
  (federation: Federation): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/posts', { schema: { tags, summary: 'What the city said, newest first', querystring: Paging, response: { 200: z.object({ posts: z.array(Post), next: z.number().optional() }) } } }, ({ query }) => federation.posts(query)) // prettier-ignore
    app.post('/network/posts', { schema: { tags, summary: 'Says something to whoever follows', body: PostDraft, response: { 201: z.object({ id: z.uuid() }) } } }, async ({ actor, body }, reply) => reply.code(201).send(await federation.publish(actor, body))) // prettier-ignore
    app.get('/network/posts/:id', { schema: { tags, summary: 'One post', params: ById, response: { 200: Post } } }, ({ params }) => federation.post(params.id)) // prettier-ignore
    app.put('/network/posts/:id/withdrawal', { schema: { tags, summary: 'Takes a post back', params: ById, body: z.object({ grounds: Reason }), response: none } }, async ({ actor, params, body }, reply) => { await federation.withdraw(actor, params.id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/network/posts/:id', { schema: { tags, summary: 'Says it otherwise; its kind and who says it stay', params: ById, body: z.object({ post: PostDraft, version: z.number().int().describe('the one that stands') }), response: none } }, async ({ actor, params, body }, reply) => { await federation.revise(actor, params.id, body.post, body.version); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/network/posts/:id/versions', { schema: { tags, summary: 'How a post read before it was revised', params: ById, response: { 200: z.object({ versions: z.array(PostVersion) }) } } }, async ({ params }) => ({ versions: await federation.versions(params.id) })) // prettier-ignore
    app.post('/network/pictures', { schema: { tags, summary: 'Keeps a picture for a post: JPEG, PNG or WebP; the body is the file itself', consumes: ['application/octet-stream'], response: { 201: z.object({ sha256: z.string() }) } } }, async ({ actor, body }, reply) => { const { sha256 } = await federation.keepPicture(actor, body instanceof Readable ? body : Readable.from([body as Buffer])); return reply.code(201).send({ sha256 }) }) // prettier-ignore
    app.get('/network/posts/:id/replies', { schema: { tags, summary: 'What others answered, as far as it is shown', params: ById, response: { 200: z.object({ replies: z.array(Reply) }) } } }, async ({ params }) => ({ replies: await federation.replies(params.id) })) // prettier-ignore
    app.get('/network/replies', { schema: { tags, summary: 'Answers that wait for a person, oldest first', response: { 200: z.object({ replies: z.array(Reply) }) } } }, async ({ actor }) => ({ replies: await federation.waiting(actor) })) // prettier-ignore
    app.put('/network/replies/:id/verdict', { schema: { tags, summary: 'Shows an answer, or leaves it out', params: ById, body: Verdict, response: none } }, async ({ actor, params, body }, reply) => { await federation.decide(actor, params.id, body.verdict, 'reason' in body ? body.reason : ''); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/network/posts/:id/replies/:reply/reports', { schema: { tags, summary: 'Reports an answer to the city', params: ById.extend({ reply: z.uuid() }), body: z.object({ words: ReportWords }), response: none } }, async ({ actor, params, body }, reply) => { await federation.report(actor, params.id, params.reply, body.words); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/network/post-reports', { schema: { tags, summary: 'What is reported of answers and posts, and not settled', response: { 200: z.object({ reports: z.array(Report) }) } } }, async ({ actor }) => ({ reports: await federation.reports(actor) })) // prettier-ignore
    app.put('/network/post-reports/:id/settlement', { schema: { tags, summary: 'Leaves the answer out, or lets it stand', params: ById, body: Settlement, response: none } }, async ({ actor, params, body }, reply) => { await federation.settle(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/network/undelivered', { schema: { tags, summary: 'Servers that did not take what they were told', response: { 200: z.object({ servers: z.array(Undelivered) }) } } }, async ({ actor }) => ({ servers: await federation.undelivered(actor) })) // prettier-ignore
    app.get('/network/actors', { schema: { tags, summary: 'Who speaks for the city', response: { 200: z.object({ actors: z.array(Speaker) }) } } }, async () => ({ actors: await federation.speakers() })) // prettier-ignore
    app.post('/network/actors', { schema: { tags, summary: 'Lets a department speak', body: z.object({ name: ActorName, organisationId: z.uuid() }), response: none } }, async ({ actor, body }, reply) => { await federation.open(actor, body); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/network/actors/:name/closure', { schema: { tags, summary: 'A department speaks no more, or again', params: ByName, body: z.object({ closed: z.boolean() }), response: none } }, async ({ actor, params, body }, reply) => { await federation.close(actor, params.name, body.closed); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/network/actors/:name/followers', { schema: { tags, summary: 'Somebody follows no longer', params: ByName, querystring: z.object({ uri: z.url() }), response: none } }, async ({ actor, params, query }, reply) => { await federation.dismiss(actor, params.name, query.uri); return reply.code(204).send(null) }) // prettier-ignore
    addFollowing(app, federation)
    app.get('/network/actors/:name/followers', { schema: { tags, summary: 'Who follows an actor, newest first', params: ByName, response: { 200: z.object({ followers: z.array(Follower), blocks: z.number().int().describe('accounts that blocked it: they are told nothing more') }) } } }, async ({ actor, params }) => ({ followers: await federation.followers(actor, params.name), blocks: await federation.blocksOf(actor, params.name) })) // prettier-ignore
  }

/** Whom the city follows, and what they say. */
function addFollowing(app: App, federation: Federation): void {
  const Who = z.object({ who: z.string().trim().min(1).max(2_000).describe('a handle, or an address'), despite: z.boolean().default(false).describe('though its domain can be taken for another') }) // prettier-ignore
  app.get('/network/following', { schema: { tags, summary: 'Whom the city follows, newest first', response: { 200: z.object({ following: z.array(Followed) }) } } }, async () => ({ following: await federation.following() })) // prettier-ignore
  app.post('/network/following', { schema: { tags, summary: 'Asks to follow somebody in the Fediverse', body: Who, response: { 201: Followed } } }, async ({ actor, body }, reply) => reply.code(201).send(await federation.follow(actor, body.who, body))) // prettier-ignore
  app.delete('/network/following', { schema: { tags, summary: 'Follows somebody no longer; what they said goes', querystring: z.object({ uri: z.url() }), response: none } }, async ({ actor, query }, reply) => { await federation.unfollow(actor, query.uri); return reply.code(204).send(null) }) // prettier-ignore
  app.get('/network/others', { schema: { tags, summary: 'What others say whom the city follows, newest first: theirs, not the city’s', querystring: Paging.omit({ actor: true }), response: { 200: z.object({ posts: z.array(Heard), next: z.number().optional() }) } } }, ({ query }) => federation.others(query)) // prettier-ignore
  app.get('/network/held-others', { schema: { tags, summary: 'What others said and is not shown, because it may lead to a person', response: { 200: z.object({ posts: z.array(HeldBack) }) } } }, async ({ actor }) => ({ posts: await federation.heldBack(actor) })) // prettier-ignore
  app.put('/network/others/:id/release', { schema: { tags, summary: 'Shows it, once another person opened it at the gate', params: ById, body: z.object({ grounds: Reason }), response: none } }, async ({ actor, params, body }, reply) => { await federation.release(actor, params.id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
  app.put('/network/others/:id/omission', { schema: { tags, summary: 'Leaves something out that another said', params: ById, body: z.object({ grounds: Reason }), response: none } }, async ({ actor, params, body }, reply) => { await federation.leaveOut(actor, params.id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
}

/** Where other servers ask and tell: their requests are Fedify's to read, in the house's limits. */
export const fediverseRoutes =
  (federation: Federation, city: Texts): FastifyPluginAsyncZod =>
  async (app) => {
    app.addContentTypeParser([STREAMS, LINKED], { parseAs: 'string' }, (_, body, done) => done(null, body))
    app.removeContentTypeParser('application/json')
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body))
    const passed = async (request: FastifyRequest, reply: FastifyReply) =>
      told(reply, await federation.answer(asked(request, federation.baseUrl)))
    for (const path of ['/.well-known/webfinger', '/.well-known/nodeinfo']) app.get(path, { schema: hide }, passed)
    for (const part of ['', '/inbox', '/outbox', '/followers', '/following'])
      app.get(`/network/actors/:name${part}`, { schema: { ...hide, params: ByName } }, passed)
    app.post('/network/actors/:name/inbox', { schema: { ...hide, params: ByName }, bodyLimit: INBOX_BYTES_MAX }, passed)
    app.post('/network/inbox', { schema: hide, bodyLimit: INBOX_BYTES_MAX }, passed)
    app.get('/network/nodeinfo/2.1', { schema: hide }, async (request, reply) => {
      const answer = await federation.answer(asked(request, federation.baseUrl))
      // The schema knows no member that names it.
      const { $schema: _, ...info } = (await answer.json()) as Record<string, unknown>
      return reply.type(answer.headers.get('content-type')!).send(JSON.stringify(info))
    })
    app.get('/.well-known/host-meta', { schema: hide }, async (_, reply) =>
      reply.type('application/xrd+xml').header('cache-control', A_DAY).send(hostMetaOf(federation.baseUrl)),
    )
    addPosts(app, federation)
    addFeeds(app, federation, city)
  }

/** Where to ask for somebody (RFC 6415), as older servers look for it. */
const hostMetaOf = (baseUrl: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"><Link rel="lrdd" type="application/jrd+json" template="${baseUrl}/.well-known/webfinger?resource={uri}"/></XRD>\n`

type App = Parameters<FastifyPluginAsyncZod>[0]

function addPosts(app: App, federation: Federation): void {
  app.get('/network/posts/:id', { schema: { ...hide, params: ById } }, async (request, reply) => {
    const { accept, 'accept-language': languages } = request.headers
    const { id } = request.params
    reply.header('vary', 'accept')
    if (bestOf(accept, [STREAMS, LINKED, 'application/json', 'text/html']) === 'text/html')
      return reply.redirect(`/${preferredLang(languages)}/network/posts/${id}`, 303)
    const object = await federation.object(id)
    return reply.type(STREAMS).header('cache-control', BRIEFLY).send(JSON.stringify(object))
  })
  app.get('/network/posts/:id/pictures/:sha256', { schema: { ...hide, params: ById.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) } }, async ({ params }, reply) => {
    const { stream, mediaType } = await federation.picture(params.id, params.sha256)
    return reply.type(mediaType).header('cache-control', A_DAY).send(stream)
  }) // prettier-ignore
  app.get('/network/activities/:id', { schema: { ...hide, params: ById } }, async ({ params }, reply) => {
    const document = await federation.activity(params.id)
    if (document === undefined) throw refuse.unknownPost({ id: params.id })
    return reply.type(STREAMS).header('cache-control', BRIEFLY).send(document)
  })
}

function addFeeds(app: App, federation: Federation, city: Texts): void {
  const { baseUrl } = federation
  const about = (lang: (typeof LANGS)[number]) => ({
    baseUrl,
    lang,
    city,
    title: words[lang].t('network.posts.title'),
    calledOff: words[lang].t('network.posts.calledOff'),
  })
  app.get(
    '/network/posts.json',
    { schema: { ...hide, querystring: InLanguage } },
    async ({ query: { lang } }, reply) => {
      const { posts } = await federation.posts({ limit: FEED_POSTS })
      const feed = jsonFeedOf(posts, about(lang), `${baseUrl}/network/posts.json?lang=${lang}`)
      return reply.type('application/feed+json').header('cache-control', BRIEFLY).send(JSON.stringify(feed))
    },
  )
  app.get(
    '/network/posts.ics',
    { schema: { ...hide, querystring: InLanguage } },
    async ({ query: { lang } }, reply) => {
      const [posts, calledOff] = await Promise.all([federation.events(FEED_POSTS), federation.calledOff(FEED_POSTS)])
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', BRIEFLY)
        .send(calendar(posts, calledOff, about(lang)))
    },
  )
}

/** The request as the web has it. What is no JSON, or nested without end, goes no further. Throws `network.badActivity`, `network.tooDeep`. */
function asked({ method, url, headers, body }: FastifyRequest, baseUrl: string): Request {
  if (typeof body === 'string') demandShallow(parsed(body))
  const given = new Headers()
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(', ') : value)
  // Asked for the head alone, it is answered as a whole; its body is left out on the way.
  return new Request(new URL(url, baseUrl), {
    method: method === 'HEAD' ? 'GET' : method,
    headers: given,
    ...(typeof body === 'string' && { body }),
  })
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw refuse.badActivity()
  }
}

async function told(reply: FastifyReply, response: Response) {
  for (const [name, value] of response.headers) if (name !== 'content-length') reply.header(name, value)
  return reply.code(response.status).send(Buffer.from(await response.arrayBuffer()))
}
