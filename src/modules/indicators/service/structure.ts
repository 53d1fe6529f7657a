/** The structure of what goes out as SDMX: its code lists grow with publications, each version stays readable. */
import { formatsFor, LANGS, words, type Key } from '#words'
import * as rules from '../rules.ts'
import { toSdmxId } from '../reading/index.ts'
import { definitions, publications } from '../store/index.ts'
import type { Texts } from '../types.ts'
import type { Flow } from '../writing/sdmx-csv.ts'
import {
  structures,
  type Codelist,
  type StructureNames,
  type Structures,
  type StructureType,
} from '../writing/sdmx-structure.ts'
import type { Needs } from './needs.ts'

const VERSION = '1.0.0'
const FREQUENCIES = ['A', 'S', 'Q', 'M', 'D'] as const
const STATUS_CODES = ['A', 'B', 'E', 'P', 'O', 'M', 'L', 'Q'] as const

/** The city is its own agency. */
export const flowOf = (home: string): Flow => ({
  agency: toSdmxId(home)
    .toUpperCase()
    .replace(/[^A-Z0-9_-]/g, '_'),
  id: 'INDICATORS',
  version: VERSION,
})

/** What was found, for a message in one form or another. */
export type FoundStructures = { sender: string; at: Date; found: Partial<Structures> }

export type Asked = { type: StructureType; agency: string; id: string; version: string; references: 'none' | 'all' }

export function createStructure({ db, places, home }: Pick<Needs, 'db' | 'places' | 'home'>) {
  const flow = flowOf(home)

  /** Those of the lists that grow have the publication's number as the second part of their version. */
  async function codelists(seq: number): Promise<Codelist[]> {
    const grown = `1.${seq}.0`
    const [areas, all] = await Promise.all([places.areas(), definitions.all(db, seq)])
    const known = new Set(areas.map(({ id }) => id))
    const units = [...new Set(all.map(({ unit }) => unit))].sort()
    const list = (id: string, concept: string, version: string, codes: Codelist['codes']) => ({
      ...{ id, names: said(`downloads.structure.${concept}`), version, codes },
    })
    const fixed = (id: string, concept: string, group: string, codes: readonly string[]) =>
      list(
        id,
        concept,
        VERSION,
        codes.map((code) => ({ id: code, names: said(`downloads.structure.${group}.${code}`) })),
      )
    return [
      fixed('CL_FREQ', 'FREQ', 'frequency', FREQUENCIES),
      list(
        'CL_AREA',
        'REF_AREA',
        grown,
        areas.map(({ id, names, parent }) => ({
          ...{ id, names: names as Texts, ...(parent && known.has(parent) && { parent }) },
        })),
      ),
      list(
        'CL_INDICATOR',
        'INDICATOR',
        grown,
        all.map(({ id, names, description }) => ({ id, names, description })),
      ),
      list(
        'CL_UNIT',
        'UNIT_MEASURE',
        grown,
        units.map((unit) => ({ id: unit, names: unitNames(unit) })),
      ),
      fixed('CL_OBS_STATUS', 'OBS_STATUS', 'status', STATUS_CODES),
    ]
  }

  async function at(seq: number): Promise<Structures> {
    return structures(flow, NAMES, await codelists(seq))
  }

  return {
    /** One artefact, or all of them where it is asked what it refers to. Throws `indicators.unknownStructure`. */
    async structure({ type, agency, id, version, references }: Asked): Promise<FoundStructures> {
      const now = await publications.moment(db)
      const numbered = /^1\.(\d+)\.0$/.exec(version)
      const seq = numbered && Number(numbered[1]) > 0 ? Number(numbered[1]) : (now?.seq ?? 0)
      const known = seq === now?.seq || seq === 0 ? now : await publications.find(db, seq)
      const all = await at(seq)
      const isLatest = /^(latest|~|\*|\d+\.\d+\+\.\d+|\d+\+\.\d+\.\d+|\+)$/.test(version)
      const found = all[type].find((one) => one.id === id && (isLatest || one.version === version))
      if (agency !== flow.agency || !found || (seq > 0 && !known)) throw rules.refuse.unknownStructure({ type, agency, id, version }) // prettier-ignore
      return {
        sender: flow.agency,
        at: known?.at ?? new Date(0),
        found: references === 'all' ? all : { [type]: [found] },
      }
    },
  }
}

/** The text of a message in every language. */
const said = (key: string): Texts => Object.fromEntries(LANGS.map((lang) => [lang, words[lang].t(key as Key)])) as Texts
const unitNames = (unit: string): Texts =>
  Object.fromEntries(LANGS.map((lang) => [lang, formatsFor(lang, words[lang]).unit(unit) || unit])) as Texts

const NAMES: StructureNames = {
  flow: said('downloads.structure.flow'),
  dataStructure: said('downloads.structure.dataStructure'),
  concepts: said('downloads.structure.concepts'),
  of: (concept) => said(`downloads.structure.${concept}`),
}
