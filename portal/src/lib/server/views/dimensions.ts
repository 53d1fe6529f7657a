/** The six dimensions, as addresses and forms name them. */
import { DIMENSIONS, type Dimension } from '#innovations'
import type { Say } from './projects.ts'

export const dimensionIn = (given: string | null): Dimension | undefined => DIMENSIONS.find((one) => one === given)
export const dimensionChoices = ({ t }: Say) =>
  DIMENSIONS.map((value) => ({ value, label: t(`innovations.dimensions.${value}`) }))
