/** The API describes itself: an OpenAPI 3.1 document, and the same as a page that reads well without anything else. */
import { createHash } from 'node:crypto'
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { pagePolicy } from '../security.ts'
import type { Document } from './document.ts'
import { withCommonAnswers } from './document.ts'
import { docsPage } from './page.ts'
import { STYLE } from './style.ts'

export const API = '/api/v1'

type Needs = { baseUrl: string; version: string }

/** Before the routes are registered, so that it hears of each. */
export async function describeApi(app: FastifyInstance, { baseUrl, version }: Needs): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Unia',
        version,
        description: 'Everything that the pages show can be read here by programs, and much of it changed, with a key.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } as { name: string },
      },
      servers: [{ url: baseUrl }],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key, made on the account page' },
        },
      },
      // Reading what is published needs no key.
      security: [{}, { key: [] }],
    },
    // What is not the API's own stays out of its description.
    transform: (route) => {
      const isApi = route.url.startsWith(`${API}/`)
      return jsonSchemaTransform(isApi ? route : { ...route, schema: { ...route.schema, hide: true } })
    },
    transformObject: (route) => withCommonAnswers(jsonSchemaTransformObject(route) as Document) as never,
  })
}

export function addDocs(app: FastifyInstance, https: boolean): void {
  const styleHash = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`
  const policy = pagePolicy({ styles: [styleHash] }, https)
  let page: string | undefined
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    return reply.header('access-control-allow-origin', '*').send(app.swagger())
  })
  app.get('/api/docs', { schema: { hide: true } }, async (_request, reply) => {
    page ??= docsPage(app.swagger() as Document)
    return reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page)
  })
}
