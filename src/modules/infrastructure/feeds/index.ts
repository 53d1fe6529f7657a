/** Feeds: readings become figures, by rules that the city pack says and a person opens. */
export { createFeeds, FED, FEEDS, type Fed, type Feeds, type FeedsNeeds } from './service.ts'
export { Completeness as FeedCompleteness, Feed, type FeedPeriod, type Lack, type SeriesPart } from './types.ts'
export { feedRoutes } from './routes.ts'
export { TABLE_COLUMNS, type Table, type TableCells } from './tables.ts'
