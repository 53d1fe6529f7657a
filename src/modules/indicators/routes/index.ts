/** The indicators' HTTP: what is published, and how figures come in. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Indicators } from '../index.ts'
import { comparisonRoutes } from './comparison.ts'
import { definitionRoutes } from './definitions.ts'
import { exportRoutes } from './exports.ts'
import { fetchRoutes } from './fetches.ts'
import { importRoutes } from './imports.ts'
import { omissionRoutes } from './omissions.ts'
import { publishedRoutes } from './published.ts'
import { valueRoutes } from './values.ts'

/** `baseUrl`: where the house stands, for addresses that are kept elsewhere. */
export const indicatorRoutes =
  (indicators: Indicators, where: { baseUrl: string }): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(publishedRoutes(indicators))
    await app.register(valueRoutes(indicators, where))
    await app.register(exportRoutes(indicators, where))
    await app.register(comparisonRoutes(indicators))
    await app.register(definitionRoutes(indicators))
    await app.register(importRoutes(indicators))
    await app.register(fetchRoutes(indicators))
    await app.register(omissionRoutes(indicators))
  }
