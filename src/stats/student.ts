/** Student's t distribution. */
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the portal's check sees only the files that are named
/// <reference path="./jstat.d.ts" />
import jstat from 'jstat'

/** The t above which lies the share `upper`, 0 < upper < 1, with so many degrees of freedom, above 0. */
export const studentQuantileUpper = (upper: number, freedom: number): number => -jstat.studentt.inv(upper, freedom)
