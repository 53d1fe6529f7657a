/**
 * GUS's own words for units, where they mean one thing only. What counts pieces ('szt.', 'ob.') is left to a mapping: it
 * would fit any measure.
 */
export const GUS_UNITS: Record<string, string> = {
  osoba: 'person',
  osoby: 'person',
  osób: 'person',
  'tys. osób': '1000 person',
  zł: 'PLN',
  'tys. zł': '1000 PLN',
  'mln zł': '1000000 PLN',
  'km²': 'km2',
  'm²': 'm2',
}
