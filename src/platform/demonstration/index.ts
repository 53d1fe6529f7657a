/** What is made up to show how the house works bears it in its id, so that it is told apart from what is so wherever it stands. */

const PREFIX = 'demonstration'

/** Of an area, an indicator, a strategy or an edition, by its id. */
export const isDemonstration = (id: string): boolean => id === PREFIX || id.startsWith(`${PREFIX}-`)

/** The kind of made-up areas: no figure of the city is added up from them, none is compared with them. */
export const DEMONSTRATION_KIND = PREFIX
/** The one in which something is tried. */
export const DEMONSTRATION_AREA = `${PREFIX}-millside`
export const DEMONSTRATION_INDICATOR = `${PREFIX}-school-walk`
export const DEMONSTRATION_STRATEGY = PREFIX
/** The one goal of it, which every project of the demonstration serves. */
export const DEMONSTRATION_GOAL = `${DEMONSTRATION_STRATEGY}/1`
