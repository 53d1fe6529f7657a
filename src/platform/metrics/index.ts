/** What the process measures about itself, for Prometheus. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const HTTP_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export type Metrics = ReturnType<typeof createMetrics>

/** Each process has one; a test makes its own. `processMetrics` adds memory, CPU, event loop and garbage collection. */
export function createMetrics({ processMetrics = true } = {}) {
  const registry = new Registry()
  if (processMetrics) collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'unia_http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: HTTP_BUCKETS_S,
    registers: [registry],
  })

  return {
    contentType: registry.contentType,
    /** All measurements in Prometheus' text format. */
    text: () => registry.metrics(),
    /** One answered request. `route` is the pattern, so that there are few. */
    request(method: string, route: string, status: number, duration_s: number): void {
      requests.observe({ method, route, status: String(status) }, duration_s)
    },
    /** A number that is read when somebody asks: `read` gives it, alone or by the values of one label. */
    gauge(name: string, help: string, read: () => Promise<number | Record<string, number>>, label = 'kind'): void {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [registry],
        async collect() {
          const value = await read()
          this.reset()
          if (typeof value === 'number') return this.set(value)
          for (const [kind, n] of Object.entries(value)) this.set({ [label]: kind }, n)
        },
      })
    },
  }
}
