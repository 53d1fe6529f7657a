/** The ordered list of what stands on what, low to high. The import rules are generated from it: a part imports only lower ones. */
export const LEVELS = [
  'platform',
  'stats',
  'tables',
  'counting',
  'identity',
  'governance',
  'places',
  'catalog',
  'infrastructure',
  'indicators',
  'analysis',
  'reports',
  'strategy',
  'innovations',
  'participation',
  'network',
  'city',
  'portal',
] as const
export type Level = (typeof LEVELS)[number]
