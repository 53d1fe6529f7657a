/** Topics of devices: `devices/<id>` and what lies below. Pure. */
import { TOPIC_LEVELS_MAX } from './limits.ts'

const ROOT = 'devices'
export const ALL = `${ROOT}/#`
export const topicOf = (deviceId: string): string => `${ROOT}/${deviceId}`

/** The device on whose topic this is; undefined for any other topic, for wildcards, and for one that is too deep. */
export function deviceIn(topic: string): string | undefined {
  const levels = topic.split('/', TOPIC_LEVELS_MAX + 1)
  if (levels.length > TOPIC_LEVELS_MAX || levels[0] !== ROOT || /[+#\u0000]/.test(topic)) return undefined
  return levels[1] || undefined
}

/** A device hears what is on its own topic, and asks for no one else's by a wildcard. */
export const mayHear = (deviceId: string, filter: string): boolean =>
  filter === topicOf(deviceId) || filter === `${topicOf(deviceId)}/#` || deviceIn(filter) === deviceId
