/** The guide's table of contents. A chapter is its name here and a folder of that name, with a file for each language. */
import type { Key } from '#words'

export const PARTS = [
  { id: 'deciding', chapters: ['how-budget', 'how-indicator', 'how-pilot', 'how-ask'] },
  {
    id: 'readers',
    chapters: [
      ...(['reading', 'completeness', 'comparing', 'trends', 'strengths', 'directions', 'report-numbers'] as const),
      ...([
        'provenance',
        'checking',
        'statements',
        'practices',
        'network-comparing',
        'fediverse',
        'why-city',
        'rerunning',
        'news',
        'downloads',
        'embedding',
        'open-data',
        'sql',
        'gate',
        'assets',
        'savings',
        'evaluating',
        'live',
        'things',
        'live-figures',
        'budget',
        'budget-vote',
        'budget-secrecy',
        'budget-counting',
        'projects',
        'innovations',
        'strategy',
        'money',
        'decisions',
        'budget-propose',
      ] as const),
    ],
  },
  {
    id: 'analysts',
    chapters: [
      ...(['account', 'importing', 'formats', 'mappings', 'rejected-rows', 'entering'] as const),
      ...(['fetching', 'findings', 'verifying', 'publishing', 'withdrawing', 'omissions'] as const),
      ...(['defining', 'targets', 'reporting'] as const),
    ],
  },
  {
    id: 'stewards',
    chapters: [
      ...(['delivering', 'dictionary', 'protecting-persons', 'publishing-data', 'withdrawing-data'] as const),
      ...(['devices', 'maintenance', 'budget-organise', 'budget-clerks', 'partners'] as const),
    ],
  },
  {
    id: 'administrators',
    chapters: ['first-administrator', 'people', 'keys', 'jobs', 'backup', 'settings', 'things-live', 'network-joining'],
  },
] as const

export type Chapter = (typeof PARTS)[number]['chapters'][number]

export const CHAPTERS: readonly Chapter[] = PARTS.flatMap(({ chapters }) => [...chapters])

export const isChapter = (name: string): name is Chapter => (CHAPTERS as readonly string[]).includes(name)

/** The chapters that pages lead to: those that words are there for. */
export type See = Chapter & Seen<Key>
type Seen<K> = K extends `guide.see.${infer Name}` ? Name : never
