/** HTTP: parse, call, answer. */
import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { strictly } from '#platform/http'
import { Refusal } from '#platform/errors'
import { Code } from '../budgets/types.ts'
import type { Eligibility } from './service.ts'
import { Child, CODES_MAX, Counts, Declaration, DeclarationDraft, Entitlement, FoundVoter, Identifier, Imported, Letters, REGISTER_BYTES_MAX, Standing, Voter, VoterCode } from './types.ts' // prettier-ignore

const tags = ['voters']
const params = z.object({ edition: Code })
const ofChild = params.extend({ childId: z.uuid() })
const Someone = z.object({
  identifier: Identifier.optional(),
  code: VoterCode.optional(),
  voterId: z.uuid().optional(),
})
const Reason = z.string().trim().min(1).max(2_000)
/** Where a secret, or somebody's number, could be guessed. */
const guessed = { rateLimit: strictly(60, 'voter') }

export const voterRoutes =
  (voters: Eligibility): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/budgets/:edition/voter', { schema: { tags, summary: 'Whether you are a voter, and what was issued in your name', params, response: { 200: Standing } } }, ({ actor, params: { edition } }) => voters.standing({ actor }, edition)) // prettier-ignore
    app.post('/budgets/:edition/voter/by-code', { config: guessed, schema: { tags, summary: 'The same for whoever holds a code', params, body: z.object({ code: VoterCode }), response: { 200: Standing } } }, ({ actor, params: { edition }, body }) => voters.standing({ actor, ...body }, edition)) // prettier-ignore
    app.post('/budgets/:edition/voter/by-register', { config: guessed, schema: { tags, summary: 'Become a voter by the register', params, body: z.object({ identifier: Identifier }), response: { 201: Voter } } }, async ({ actor, params: { edition }, body }, reply) => reply.code(201).send(await voters.claimByRegister(actor, edition, body.identifier))) // prettier-ignore
    app.post('/budgets/:edition/voter/by-login', { config: guessed, schema: { tags, summary: 'Become a voter by what an outside login says of you', params, response: { 201: Voter } } }, async ({ actor, params: { edition } }, reply) => reply.code(201).send(await voters.claimByLogin(actor, edition))) // prettier-ignore
    app.post('/budgets/:edition/voter/declaration', { config: guessed, schema: { tags, summary: 'Declare that you live here', params, body: DeclarationDraft, response: { 201: Standing } } }, async ({ actor, params: { edition }, body }, reply) => reply.code(201).send(await voters.declare(actor, edition, body))) // prettier-ignore
    app.post('/budgets/:edition/voter/consent-request', { schema: { tags, summary: 'Tell the parent whose account is connected with yours that you would vote', params, response: { 204: z.null() } } }, async ({ actor, params: { edition } }, reply) => { await voters.askParent(actor, edition); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/budgets/:edition/voter/children', { schema: { tags, summary: 'Your children who would vote, and whether you consented', params, response: { 200: z.object({ children: z.array(Child) }) } } }, async ({ actor, params: { edition } }) => ({ children: await voters.children(actor, edition) })) // prettier-ignore
    app.post('/budgets/:edition/voter/children/:childId/consent', { schema: { tags, summary: 'Consent, as a parent, to the vote of a child', params: ofChild, response: { 204: z.null() } } }, async ({ actor, params: { edition, childId } }, reply) => { await voters.consentTo(actor, edition, childId); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/budgets/:edition/voter/children/:childId/consent', { schema: { tags, summary: 'Take a consent back, as long as no ballot was issued', params: ofChild, response: { 204: z.null() } } }, async ({ actor, params: { edition, childId } }, reply) => { await voters.takeConsentBack(actor, edition, childId); return reply.code(204).send(null) }) // prettier-ignore

    app.get('/budgets/:edition/voters', { schema: { tags, summary: 'How many are in the register, voters, codes, declarations that wait', params, response: { 200: Counts } } }, ({ actor, params: { edition } }) => voters.counts(actor, edition)) // prettier-ignore
    app.post('/budgets/:edition/voters/register', { bodyLimit: REGISTER_BYTES_MAX, schema: { tags, summary: 'Bring the register: CSV with id, born, district; kept as keyed hashes', params, querystring: z.object({ dryRun: z.stringbool().default(false) }), response: { 200: Imported } } }, async ({ actor, params: { edition }, query, body }) => voters.importRegister(actor, edition, await limited(body as Readable), query)) // prettier-ignore
    app.post('/budgets/:edition/voters/codes', { schema: { tags, summary: 'Make codes: they are shown this once', params, body: z.object({ count: z.int().min(1).max(CODES_MAX), pool: Code.optional() }), response: { 201: z.object({ codes: z.array(z.string()) }) } } }, async ({ actor, params: { edition }, body }, reply) => reply.code(201).send({ codes: await voters.makeCodes(actor, edition, body) })) // prettier-ignore
    app.post('/budgets/:edition/voters/letters', { bodyLimit: REGISTER_BYTES_MAX, schema: { tags, summary: 'Letters with codes for a list: CSV with name, address, and what the register has; nothing of it is kept', params, response: { 201: Letters } } }, async ({ actor, params: { edition }, body }, reply) => reply.code(201).send(await voters.writeLetters(actor, edition, await limited(body as Readable)))) // prettier-ignore
    app.get('/budgets/:edition/voters/declarations', { schema: { tags, summary: 'Declarations that wait for a decision', params, response: { 200: z.object({ declarations: z.array(Declaration) }) } } }, async ({ actor, params: { edition } }) => ({ declarations: await voters.declarations(actor, edition) })) // prettier-ignore
    app.post('/budgets/:edition/voters/declarations/:id/decision', { schema: { tags, summary: 'Confirm or refuse a declaration', params: params.extend({ id: z.uuid() }), body: z.object({ confirm: z.boolean(), reason: Reason }), response: { 204: z.null() } } }, async ({ actor, params: { edition, id }, body }, reply) => { await voters.decide(actor, edition, id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/budgets/:edition/voters/look-up', { schema: { tags, summary: 'What was issued in the name of whoever stands before you', params, body: Someone, response: { 200: z.object({ voter: FoundVoter, entitlements: z.array(Entitlement) }) } } }, ({ actor, params: { edition }, body }) => voters.lookUp(actor, edition, body)) // prettier-ignore
    app.post('/budgets/:edition/voters/consents', { schema: { tags, summary: "Record a parent's consent that was shown on paper", params, body: Someone.extend({ grounds: Reason }), response: { 201: Voter } } }, async ({ actor, params: { edition }, body: { grounds, ...who } }, reply) => reply.code(201).send(await voters.recordConsent(actor, edition, who, grounds))) // prettier-ignore
    app.post('/budgets/:edition/voters/papers', { schema: { tags, summary: 'Hand out a ballot paper: it bars the vote online', params, body: Someone.extend({ section: Code, pool: Code }), response: { 204: z.null() } } }, async ({ actor, params: { edition }, body: { section, pool, ...who } }, reply) => { await voters.handOut(actor, edition, who, { section, pool }); return reply.code(204).send(null) }) // prettier-ignore
  }

async function limited(body: Readable): Promise<Uint8Array> {
  let bytes = 0
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > REGISTER_BYTES_MAX) body.destroy(new Refusal('files.tooLarge', 413, { limitBytes: REGISTER_BYTES_MAX }))
  })
  return buffer(body)
}
