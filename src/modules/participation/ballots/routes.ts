/** HTTP: parse, call, answer. Where a ballot is cast nobody may learn who asks: the route is `anonymous`. */
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { strictly } from '#platform/http'
import { Code } from '../budgets/types.ts'
import { refuse } from './refusals.ts'
import type { Ballots } from './service.ts'
import { BallotDraft, Numbers, PaperDraft, PaperState, Receipt, TokenDraft, Turnout } from './types.ts'

const tags = ['ballots']
const params = z.object({ edition: Code })
const BALLOT_BYTES_MAX = 100_000

export const ballotRoutes =
  (ballots: Ballots): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/budgets/:edition/tokens', { bodyLimit: BALLOT_BYTES_MAX, schema: { tags, summary: 'Have a blinded token signed, once in each section', params, body: TokenDraft, response: { 201: z.object({ blindSignature: z.string() }) } } }, async ({ actor, params: { edition }, body: { code, ...draft } }, reply) => reply.code(201).send(await ballots.issue({ actor, ...(code && { code }) }, edition, draft))) // prettier-ignore
    app.post(
      '/budgets/:edition/ballots',
      {
        config: { anonymous: true, rateLimit: false },
        bodyLimit: BALLOT_BYTES_MAX,
        schema: { tags, summary: 'Cast a ballot with a token: without session, cookie or key, which are refused here', params, body: BallotDraft, response: { 201: Receipt } }, // prettier-ignore
        // Whoever shows who they are by mistake hears of it, and is not looked up.
        onRequest: async ({ headers }) => {
          if (headers.cookie !== undefined || headers.authorization !== undefined) throw refuse.castAsSomebody()
        },
      },
      async ({ params: { edition }, body }, reply) => reply.code(201).send(await ballots.cast(edition, body)),
    )
    app.get('/budgets/:edition/commitments/:commitment', { schema: { tags, summary: "Where in the ledger a receipt's commitment stands", params: params.extend({ commitment: z.string().regex(/^[\w-]{43}$/) }), response: { 200: z.object({ entryId: z.uuid().optional() }) } } }, async ({ params: { edition, commitment } }) => { const entryId = await ballots.committed(edition, commitment); return entryId ? { entryId } : {} }) // prettier-ignore
    app.get('/budgets/:edition/numbers', { schema: { tags, summary: 'Tokens, papers and ballots: numbers that must agree', params, response: { 200: Numbers } } }, ({ params: { edition } }) => ballots.numbers(edition)) // prettier-ignore
    app.get('/budgets/:edition/turnout', { schema: { tags, summary: 'How many have voted so far, and never how', params, response: { 200: Turnout } } }, ({ params: { edition } }) => ballots.turnout(edition)) // prettier-ignore
    app.get('/budgets/:edition/bundle', { config: { rateLimit: strictly(20, 'bundle') }, schema: { tags, summary: 'The whole vote in one file (NDJSON, gzip), to be checked and recounted by anyone', params } }, async ({ params: { edition } }, reply) => { const lines = ballots.bundle(edition); const first = await lines.next(); return reply.type('application/gzip').header('content-disposition', `attachment; filename="${edition}.election.ndjson.gz"`).send(pipeline(Readable.from(joined(first, lines)), createGzip(), () => {})) }) // prettier-ignore

    app.get('/budgets/:edition/papers', { schema: { tags, summary: 'Ballot papers that were entered', params, response: { 200: z.object({ papers: z.array(PaperState) }) } } }, async ({ actor, params: { edition } }) => ({ papers: await ballots.papers(actor, edition) })) // prettier-ignore
    app.post('/budgets/:edition/papers', { schema: { tags, summary: 'Enter a ballot paper; a second person enters it again', params, body: PaperDraft, response: { 201: z.object({ state: PaperState.shape.state }) } } }, async ({ actor, params: { edition }, body }, reply) => reply.code(201).send({ state: await ballots.enter(actor, edition, body) })) // prettier-ignore
    app.post('/budgets/:edition/papers/settlement', { schema: { tags, summary: 'Decide what two people entered differently', params, body: PaperDraft.extend({ grounds: z.string().trim().min(1).max(2_000) }), response: { 204: z.null() } } }, async ({ actor, params: { edition }, body: { grounds, ...paper } }, reply) => { await ballots.settle(actor, edition, paper, grounds); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/budgets/:edition/papers/end', { schema: { tags, summary: 'Say that the last paper is entered: ballots are opened then', params, response: { 204: z.null() } } }, async ({ actor, params: { edition } }, reply) => { await ballots.finish(actor, edition); return reply.code(204).send(null) }) // prettier-ignore
  }

async function* joined(first: IteratorResult<string, void>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (!first.done) yield first.value
  yield* rest
}
