/** Synthetic control: one treated unit beside a mixture of others that ran as it did before. */
export { synthetic, type Panel, type Predictors, type Synthetic, type Weight } from './fit.ts'
export { evaluateSynthetic, PLACEBOS_MAX } from './evaluate.ts'
export { leaveOneOut, outsideOf, placeboInTime, placebosInSpace, ranked, type InSpace, type Outside, type Placebo } from './placebos.ts' // prettier-ignore
export { nearest, type Cloud, type Nearest } from './simplex.ts'
