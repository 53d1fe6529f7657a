/** The script by which a browser that asked for it shows notices, also when no page of ours is open. It does nothing else. */
import type { RequestHandler } from './$types'

const SCRIPT = `// Shows the notices that this browser asked for.
self.addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url }, icon: '/mark.svg' }))
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = event.notification.data
  event.waitUntil(self.clients.openWindow(new URL(url, self.location.origin).href))
})
`

export const GET: RequestHandler = () =>
  new Response(SCRIPT, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
