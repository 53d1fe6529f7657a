/** Takes out of a log entry what must not be kept there: secrets by the name of their field, e-mail addresses wherever they stand. */
const SECRET_NAME = /pass(word|wd)?$|secret|token|authorization|cookie|api_?key|totp|otp$|recovery/i
const EMAIL = /[^\s@<>"'(),;:]{1,64}@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:.]{2,}/g
/** Invitation links, sessions and the like: a long run of both cases in an address. Slugs, UUIDs and hashes are of one. */
const URL_SECRET = /(?<=[/=])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{24,}/g
const URL_PASSWORD = /(?<=:\/\/[^\s:/@]*:)[^\s/@]+(?=@)/g
const DEPTH_MAX = 6
const ITEMS_MAX = 100
const TEXT_CHARS_MAX = 8_000

export function scrubText(text: string): string {
  const short = text.length > TEXT_CHARS_MAX ? `${text.slice(0, TEXT_CHARS_MAX)}…` : text
  if (!short.includes('@') && !short.includes('/') && !short.includes('=')) return short
  return short.replace(URL_PASSWORD, '…').replace(EMAIL, '[e-mail]').replace(URL_SECRET, '…')
}

/** A copy that may be logged. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value)
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (value instanceof Error) return scrubError(value, depth)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth >= DEPTH_MAX) return '[deeper]'
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => scrub(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, ITEMS_MAX)
      .map(([name, item]) => [name, SECRET_NAME.test(name) ? '[secret]' : scrub(item, depth + 1)]),
  )
}

function scrubError(error: Error, depth: number): object {
  const { code, status, detail } = error as { code?: unknown; status?: unknown; detail?: unknown }
  return {
    type: error.name,
    message: scrubText(error.message),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(typeof detail === 'string' && { detail: scrubText(detail) }),
    stack: scrubText(error.stack ?? ''),
    ...(error.cause !== undefined && depth < DEPTH_MAX && { cause: scrub(error.cause, depth + 1) }),
  }
}
