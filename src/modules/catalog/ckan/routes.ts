/** CKAN's action API v3 over HTTP: GET and POST, JSON and forms, its envelope, its errors, its keys. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import { readUpload } from '#platform/uploads'
import type { Kept } from '#platform/files'
import type { Action, Upload } from './actions.ts'
import { badRequest, CkanError, ckanErrorOf, denied } from './errors.ts'

const NAME_CHARS_MAX = 100
/** Records come in bodies; larger tables come as files. */
const BODY_BYTES_MAX = 20_000_000

export type Needs = {
  actions: Record<string, Action>
  baseUrl: string
  /** May they bring files to anybody's data? Others' bytes are not kept. */
  mayBring(actor: Actor): Promise<boolean>
  /** Keeps the bytes of a file whose form is still being read. */
  keep(file: Readable): Promise<Kept>
  /** Who shows this key. */
  actorOf(key: string): Promise<Actor>
  sentence(lang: FastifyRequest['lang'], code: string, details: Record<string, unknown>): string
}

export const ckanRoutes =
  ({ actions, baseUrl, mayBring, keep, actorOf, sentence }: Needs): FastifyPluginAsyncZod =>
  async (app) => {
    // What comes is read here: CKAN's clients send JSON under many names, and forms.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, body, done) => done(null, body))
    app.addHook('onRequest', async (request) => {
      const key = request.headers['x-ckan-api-key']
      if (typeof key === 'string' && !request.headers.authorization) request.actor = await actorOf(key)
    })
    const helpOf = (name: string) => `${baseUrl}/api/3/action/help_show?name=${encodeURIComponent(name)}`

    async function answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
      const { name } = request.params as { name: string }
      if (!Object.hasOwn(actions, name)) throw badRequest(`Action name not known: ${name.slice(0, NAME_CHARS_MAX)}`)
      const action = actions[name]!
      if (request.method === 'GET' && action.changes)
        throw badRequest(`Cannot use GET for an action that changes something: ${name}`)
      const { given, upload } = await argumentsOf(request, { mayBring, keep })
      const result = await action.run({ actor: request.actor, upload }, given)
      return reply.send({ help: helpOf(name), success: true, result })
    }

    app.setErrorHandler((error, request, reply) => {
      const { name = '' } = (request.params ?? {}) as { name?: string }
      const say = (code: string, details: Record<string, unknown>) => sentence(request.lang, code, details)
      const known = ckanErrorOf(error, say)
      if (!known) request.log.error({ err: error }, 'an action failed')
      const { status, body } =
        known ?? new CkanError(500, { __type: 'Internal Server Error', message: say('internal', {}) })
      reply.code(status).header('cache-control', 'no-store').serializer(JSON.stringify)
      reply.type('application/json; charset=utf-8')
      return reply.send(typeof body === 'string' ? body : { help: helpOf(name), success: false, error: body })
    })
    for (const path of ['/api/3/action/:name', '/api/action/:name'])
      app.route({ method: ['GET', 'POST'], url: path, schema: { hide: true }, handler: answer })
    for (const path of ['/api/3', '/api']) app.get(path, { schema: { hide: true } }, async () => ({ version: 3 }))
  }

type Given = { given: Record<string, unknown>; upload?: Upload }

type Intake = Pick<Needs, 'mayBring' | 'keep'>

async function argumentsOf(request: FastifyRequest, intake: Intake): Promise<Given> {
  const query = request.query as Record<string, unknown>
  const { body, headers } = request
  if (!(body instanceof Readable)) return { given: query }
  const type = headers['content-type'] ?? ''
  if (/^multipart\/form-data/i.test(type)) return formOf(request, body, intake)
  const text = await wholeOf(body)
  if (/^application\/x-www-form-urlencoded/i.test(type) && !/^\s*\{/.test(text))
    return { given: { ...query, ...Object.fromEntries(new URLSearchParams(text)) } }
  if (text.trim() === '') return { given: query }
  return { given: { ...query, ...dictionaryIn(text) } }
}

function dictionaryIn(text: string): Record<string, unknown> {
  try {
    const given: unknown = JSON.parse(text)
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Record<string, unknown>
  } catch (error) {
    throw badRequest(`JSON Error: ${(error as Error).message}`)
  }
  throw badRequest('Request data JSON decoded must be a dictionary')
}

/** The file is kept as it comes, before it is known what it is for. */
async function formOf(request: FastifyRequest, body: Readable, { mayBring, keep }: Intake): Promise<Given> {
  if (!(await mayBring(request.actor))) throw denied()
  const given: Record<string, unknown> = {}
  const brought = await readUpload(request.headers['content-type'], body, {
    file: keep,
    field: (name, value) => void (given[name] = value),
  })
  if (!brought) return { given }
  const { name, mediaType, ...kept } = brought
  return { given, upload: { kept, name, mediaType } }
}

async function wholeOf(body: Readable): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > BODY_BYTES_MAX) throw new Refusal('tooLarge', 413, { limitBytes: BODY_BYTES_MAX })
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
