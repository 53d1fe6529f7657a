/** What the command line understands besides its words; a command reads those that are its own. */
import { COUNTING_OPTIONS, type CountingValues } from './counting/options.ts'
import { EFFECT_OPTIONS, type EffectValues } from './effects/options.ts'
import { MODEL_OPTIONS, type ModelValues } from './models/options.ts'
import { SAVINGS_OPTIONS, type SavingsValues } from './savings/options.ts'

export const OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  'dry-run': { type: 'boolean' },
  key: { type: 'string' },
  options: { type: 'string' },
  city: { type: 'string' },
  role: { type: 'string' },
  parameters: { type: 'string' },
  quasi: { type: 'string' },
  sensitive: { type: 'string' },
  k: { type: 'string' },
  l: { type: 'string' },
  t: { type: 'string' },
  suppress: { type: 'string' },
  population: { type: 'string' },
  hierarchy: { type: 'string', multiple: true },
  organisation: { type: 'string' },
  receipt: { type: 'string' },
  did: { type: 'string' },
  speed: { type: 'string' },
  until: { type: 'string' },
  mqtt: { type: 'string' },
  port: { type: 'string' },
  mend: { type: 'string' },
  retrofit: { type: 'string' },
  remove: { type: 'boolean' },
  carrier: { type: 'string' },
  kind: { type: 'string' },
  digits: { type: 'string' },
  'value-column': { type: 'string' },
  ...MODEL_OPTIONS,
  ...SAVINGS_OPTIONS,
  ...COUNTING_OPTIONS,
  ...EFFECT_OPTIONS,
} as const

export type DemoValues = { speed?: string; from?: string; until?: string; mqtt?: string; port?: string; break?: string[]; mend?: string; retrofit?: string; remove?: boolean } // prettier-ignore
export type MetersValues = { carrier?: string; kind?: string; digits?: string; meter?: string; 'meter-column'?: string; 'value-column'?: string } // prettier-ignore
export type Values = ModelValues &
  SavingsValues &
  DemoValues &
  CountingValues &
  EffectValues &
  MetersValues & {
    json?: boolean
    'dry-run'?: boolean
    key?: string
    options?: string
    city?: string
    role?: string
    parameters?: string
    quasi?: string
    sensitive?: string
    k?: string
    l?: string
    t?: string
    suppress?: string
    population?: string
    hierarchy?: string[]
    organisation?: string
    receipt?: string
    did?: string
  }
