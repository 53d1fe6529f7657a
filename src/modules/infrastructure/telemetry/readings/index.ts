/** Readings: what was read of the city's things, kept for good, each once. Knows no broker and no device. */
export { createReadings, PERIODS_MAX, POINTS_MAX, type Readings } from './service.ts'
export type { Past, PastPoint, PastSeries, Period, Point, Range, Reading, Series, Summary } from './types.ts'
