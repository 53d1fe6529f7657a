/** Keys of devices, and keys with which unknown ones may come and wait. Shown once, kept as what proves them. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Ids } from '#platform/ids'

const SECRET_BYTES = 32
const JOINING = /^unia_join_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})_([\w-]{43})$/
const NO_HASH = Buffer.alloc(32)

/** 256 random bits: a fast hash keeps them as safe as a slow one would. */
export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()
export const newDeviceKey = (ids: Ids): string => `unia_device_${ids.token(SECRET_BYTES)}`
export const newJoiningKey = (ids: Ids, id: string): string => `unia_join_${id}_${ids.token(SECRET_BYTES)}`
/** Which joining key this is, if it is one. */
export const joiningIdOf = (key: string): string | undefined => JOINING.exec(key)?.[1]
/** Takes as long for one that is wrong as for one that there is not. */
export const opens = (key: string, hash: Buffer | null | undefined): boolean =>
  timingSafeEqual(hashOf(key), hash ?? NO_HASH) && Boolean(hash)
