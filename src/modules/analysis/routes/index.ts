/** The analysis' HTTP: results that anybody can ask for with parameters of their own, and targets. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Analysis } from '../service/index.ts'
import { resultRoutes } from './results.ts'
import { targetRoutes } from './targets.ts'

export const analysisRoutes =
  (analysis: Analysis): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(resultRoutes(analysis))
    await app.register(targetRoutes(analysis))
  }
