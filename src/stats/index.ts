/** Numeric models: pure, without files, clock or chance but what is passed in. */
export * from './composite/index.ts'
export { CORRELATION_PAIRS_MIN, rankCorrelation } from './correlation.ts'
export { normalQuantileUpper, normalUpper } from './normal.ts'
export { percentiles, ranks, type Best, type Ties } from './rank.ts'
export { median, medianDeviation, quantile, quantileSorted, robustZ } from './robust.ts'
export { seeded, type Random, type RandomOfRun } from './random.ts'
export * from './sensitivity/index.ts'
export { pieces, trend, TREND_POINTS_MIN, type NoTrend, type Point, type Trend } from './trend.ts'
