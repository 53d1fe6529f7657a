/** Measurements are told in Prometheus' text format. */
import { expect, test } from 'vitest'
import { createMetrics } from './index.ts'

test('requests are counted by method, route and status', async () => {
  const metrics = createMetrics({ processMetrics: false })
  metrics.request('GET', '/api/v1/areas/:id', 200, 0.02)
  expect(await metrics.text()).toContain(
    'unia_http_request_duration_seconds_count{method="GET",route="/api/v1/areas/:id",status="200"} 1',
  )
})

test('a gauge is read when asked, and what is gone is gone', async () => {
  const metrics = createMetrics({ processMetrics: false })
  let waiting: Record<string, number> = { mail: 3, import: 1 }
  metrics.gauge('unia_jobs_waiting', 'Jobs that wait', async () => waiting, 'queue')
  expect(await metrics.text()).toContain('unia_jobs_waiting{queue="import"} 1')
  waiting = { mail: 2 }
  const text = await metrics.text()
  expect(text).toContain('unia_jobs_waiting{queue="mail"} 2')
  expect(text).not.toContain('queue="import"')
})
