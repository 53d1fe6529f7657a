/** The limits of the house's own MQTT server: everything that can grow has its end here. */
import { PAYLOAD_BYTES_MAX } from '../devices/index.ts'

/** A message with its topic and properties. */
export const PACKET_BYTES_MAX = PAYLOAD_BYTES_MAX + 2_000
export const TOPIC_LEVELS_MAX = 6
export const CONNECTIONS_MAX = 10_000
/** A gateway, or an office behind one address, may have many. */
export const CONNECTIONS_PER_ADDRESS_MAX = 1_000
/** Messages of one connection that are not answered yet; then it is read no further. */
export const IN_FLIGHT_MAX = 100
/** And bytes of them. */
export const UNANSWERED_BYTES_MAX = 1_000_000
/** What of all connections has arrived and is not answered yet; then no one is read any further. */
export const HELD_BYTES_MAX = 32_000_000
/** What is read of a connection at once. */
export const READ_BYTES = 65_536
/** A message that has begun has so long to come to its end. */
export const PACKET_TIMEOUT_MS = 30_000
/** Whoever is not in yet has no more to say than who it is. */
export const HELLO_BYTES_MAX = 10_000
/** Of what has arrived, so much is read before it is asked whether too much is unanswered. */
export const PIECE_BYTES = 4_096
/** Messages of one connection in a second; what is more waits in the device's own buffers. */
export const RATE_PER_SECOND = 200
export const BURST = 400
export const CONNECT_TIMEOUT_MS = 10_000
/** One that names no keep-alive is let go after an hour of silence. */
export const SILENCE_S_MAX = 3_600
/** How long a device that waits for adoption is held before it may try again. */
export const WAITING_HELD_MS = 30_000
/** Wrong keys from one address in a minute; then it is not listened to. */
export const FAILURES_PER_MINUTE_MAX = 60
export const ADDRESSES_REMEMBERED_MAX = 10_000
export const SUBSCRIPTIONS_MAX = 10
