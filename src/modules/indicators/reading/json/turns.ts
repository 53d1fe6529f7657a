/** How often reading JSON that is whole in memory lets go of the processor. */

/** Rows between two looks at whether to stop. */
export const ROWS_A_TURN = 10_000
export const SAMPLE_ROWS = 2_000
