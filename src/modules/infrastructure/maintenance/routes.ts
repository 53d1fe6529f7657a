/** The routes of maintenance: alarms, orders, budgets. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { alarmRoutes } from './alarms/routes.ts'
import { budgetRoutes } from './budgets/routes.ts'
import { orderRoutes } from './orders/routes.ts'
import type { Maintenance } from './service.ts'

export const maintenanceRoutes =
  ({ alarms, orders, budgets }: Maintenance): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(alarmRoutes(alarms))
    await app.register(orderRoutes(orders))
    await app.register(budgetRoutes(budgets))
  }
