/** The indicators' HTTP: what is published, and how figures come in. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Indicators } from '../index.ts'
import { comparisonRoutes } from './comparison.ts'
import { definitionRoutes } from './definitions.ts'
import { importRoutes } from './imports.ts'
import { publishedRoutes } from './published.ts'
import { valueRoutes } from './values.ts'

export const indicatorRoutes =
  (indicators: Indicators): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(publishedRoutes(indicators))
    await app.register(valueRoutes(indicators))
    await app.register(comparisonRoutes(indicators))
    await app.register(definitionRoutes(indicators))
    await app.register(importRoutes(indicators))
  }
