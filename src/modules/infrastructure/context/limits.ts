/** The limits of the broker: everything that can grow has its end here. */
export const BODY_BYTES_MAX = 20_000_000
export const ID_CHARS_MAX = 1_000
export const NAME_CHARS_MAX = 500
export const TYPES_MAX = 20
export const SCOPES_MAX = 20
export const ATTRIBUTES_MAX = 1_000
export const INSTANCES_MAX = 1_000
export const SUB_DEPTH_MAX = 5
export const VALUE_DEPTH_MAX = 40
export const POSITIONS_MAX = 50_000
export const BATCH_MAX = 10_000
export const PAGE_DEFAULT = 20
export const PAGE_MAX = 1_000
export const OFFSET_MAX = 1_000_000
export const Q_CHARS_MAX = 4_000
export const Q_TERMS_MAX = 100
export const Q_DEPTH_MAX = 20
export const PATTERN_CHARS_MAX = 200
export const QUERY_TIMEOUT_MS = 5_000
export const CONTEXT_DEPTH_MAX = 5
export const CONTEXT_BYTES_MAX = 2_000_000
export const CONTEXTS_COMPILED_MAX = 500
export const SUBSCRIPTIONS_MAX = 5_000
export const SUBSCRIPTION_SECONDS_MAX = 366 * 86_400

/** Who may see: anybody; those whose organisation it is; those who answer for personal data. */
export const LEVELS_OF_ACCESS = ['public', 'internal', 'personal'] as const

/** The scope of what is shown as a demonstration, and counted nowhere. */
export const DEMO_SCOPE = '/demo'
