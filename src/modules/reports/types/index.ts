/** The nouns of reports. */
export * from './content.ts'
export * from './report.ts'
