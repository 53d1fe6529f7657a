/** Readings: what was read of the city's things, kept for good, each once. Knows no broker and no device. */
export { createReadings, type Readings } from './service.ts'
export type { Reading, Point, Range, Series } from './types.ts'
