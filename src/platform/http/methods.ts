/** Which methods an address answers to, so that a wrong method is told from a wrong address. */
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** The methods of the routes that match `path`, without those that match everything. */
    methodsAt(path: string): string[]
  }
}

export function rememberMethods(app: FastifyInstance): void {
  const routes = new Map<string, { matches: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return
    const route = routes.get(url) ?? { matches: patternOf(url), methods: new Set() }
    for (const name of [method].flat()) route.methods.add(name)
    routes.set(url, route)
  })
  app.decorate('methodsAt', (path: string) => {
    const found = [...routes.values()].filter(({ matches }) => matches.test(path))
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort()
  })
}

/** `/areas/:id/outline` as a regular expression. */
function patternOf(url: string): RegExp {
  const parts = url.split(/:\w+(?:\([^)]*\))?\??/)
  return new RegExp(`^${parts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/]+')}/?$`)
}
