/** The colour of a class of a map; fewer classes are taken from the whole of the scale. */
export const classColour = (place: number, bounds: number) =>
  `var(--class-${bounds === 0 ? 3 : Math.round(1 + (place * 4) / bounds)})`
