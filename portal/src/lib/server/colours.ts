/** The city's colours as custom properties, for the style attribute of the page. */
import type { CityInfo } from '#city'

export function coloursOf({ light, dark }: CityInfo['colours']): string {
  const properties = Object.entries({ light, dark }).flatMap(([scheme, palette]) => [
    `--accent-${scheme}:${palette.accent}`,
    `--shield-${scheme}:${palette.shield}`,
    ...palette.choropleth.map((colour, at) => `--class-${at + 1}-${scheme}:${colour}`),
  ])
  return properties.join(';')
}
