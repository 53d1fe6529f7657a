/** Why a connection or a message is not taken, as MQTT 5 says it. MQTT 3.1.1 knows the first three of them, by other numbers. */

export const REASON = {
  success: 0x00,
  malformed: 0x81,
  protocolError: 0x82,
  badUserNameOrPassword: 0x86,
  notAuthorized: 0x87,
  serverUnavailable: 0x88,
  serverBusy: 0x89,
  keepAliveTimeout: 0x8d,
  sessionTakenOver: 0x8e,
  topicNameInvalid: 0x90,
  packetTooLarge: 0x95,
  payloadFormatInvalid: 0x99,
  serverShuttingDown: 0x8b,
} as const
export type Reason = (typeof REASON)[keyof typeof REASON]

/** MQTT 3.1.1's return code of a connection that is refused. */
export const returnCodeOf = (reason: Reason): number =>
  ({ [REASON.badUserNameOrPassword]: 4, [REASON.notAuthorized]: 5 })[reason as number] ?? (reason === 0 ? 0 : 3)
