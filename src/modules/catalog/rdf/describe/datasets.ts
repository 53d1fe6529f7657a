/** Datasets, the series that they stand in, and their versions. Pure. */
import { LANGUAGES, type Dataset, type Distribution, type Version } from '../../types.ts'
import { textLists, texts, thing, type Texts, type Thing } from '../tree.ts'
import {
  documentAt,
  frequencyOf,
  languageOf,
  lawOf,
  licenceOf,
  openToAll,
  standardAt,
  themeOf,
} from '../vocabularies.ts'
import type { World } from '../world.ts'
import { distributionsOf, distributionsOfVersion } from './distributions.ts'
import { agentOf, contactOf, periodOf, placeOf } from './people.ts'
import { hvdMarks, type Services } from './services.ts'

export type Telling = {
  services: Services
  /** With every version that there was. */
  history: boolean
}

export function datasetOf(world: World, dataset: Dataset, { services, history }: Telling): Thing {
  const { at, areas } = world
  const about = dataset.description
  const { applicableLegislation, hvdCategory } = hvdMarks([dataset])
  const spoken = LANGUAGES.filter((lang) => about.title[lang] !== undefined)
  return thing('Dataset', at.dataset(dataset), {
    title: texts(about.title),
    description: texts(about.description),
    keyword: textLists(about.keywords),
    identifier: at.dataset(dataset),
    otherIdentifier: thing('Identifier', undefined, { notation: dataset.id }),
    publisher: agentOf(world, dataset.publisher),
    contactPoint: contactOf(about.contact),
    issued: dataset.issued.toISOString(),
    modified: dataset.modified.toISOString(),
    ...versionsOf(world, dataset, history),
    theme: about.themes.map(themeOf),
    hvdCategory,
    applicableLegislation: [...applicableLegislation, ...about.applicableLegislation.map(lawOf)],
    accessRights: openToAll(),
    license: licenceOf(about.licence),
    accrualPeriodicity: frequencyOf(about.frequency),
    language: spoken.map(languageOf),
    temporal: periodOf(about.temporal),
    spatial: about.spatial.flatMap((id) => (areas.has(id) ? [placeOf(world, areas.get(id)!)] : [])),
    provenance: about.provenance && thing('ProvenanceStatement', undefined, { label: texts(about.provenance) }),
    wasDerivedFrom: about.sources.map(({ title, url }) =>
      thing('Entity', undefined, { title: texts(title), page: url === undefined ? undefined : documentAt(url) }),
    ),
    landingPage: documentAt(about.landingPage ?? at.dataset(dataset)),
    page: about.documentation.map(documentAt),
    conformsTo: about.conformsTo.map(standardAt),
    relation: about.related.map((slug) => at.dataset({ slug })),
    ...placeInSeries(world, dataset),
    distribution: dataset.distributions.flatMap((one) => distributionsOf(world, dataset, one, services)),
  })
}

function placeInSeries(world: World, dataset: Dataset) {
  const series = dataset.series === undefined ? undefined : world.series.get(dataset.series)
  if (!series) return {}
  const place = series.members.findIndex(({ slug }) => slug === dataset.slug)
  const [before, after] = [series.members[place - 1], series.members[place + 1]]
  return {
    inSeries: seriesOf(world, series),
    prev: before && world.at.dataset(before),
    next: place < 0 ? undefined : after && world.at.dataset(after),
  }
}

function seriesOf(world: World, { about, members }: NonNullable<ReturnType<World['series']['get']>>): Thing {
  const { at } = world
  const dates = members.map(({ description }) => description.temporal)
  const from = dates.flatMap((one) => one?.from ?? []).sort()[0]
  const to = dates
    .flatMap((one) => one?.to ?? [])
    .sort()
    .at(-1)
  return thing('DatasetSeries', at.series(about), {
    title: texts(about.title),
    description: texts(about.description),
    publisher: agentOf(world, about.publisher),
    contactPoint: contactOf(about.contact),
    accrualPeriodicity: frequencyOf(about.frequency),
    issued: about.issued.toISOString(),
    modified: about.modified.toISOString(),
    temporal: periodOf({ from, to }),
    ...hvdMarks(members),
    first: members[0] && at.dataset(members[0]),
    last: members.length > 0 ? at.dataset(members.at(-1)!) : undefined,
    seriesMember: members.map(at.dataset),
  })
}

/** The number of each distribution's version that stands, joined by dots: what is there under one such number never changes. */
export const versionOf = ({ distributions }: Pick<Dataset, 'distributions'>): string | undefined =>
  distributions.flatMap(({ current }) => current?.number ?? []).join('.') || undefined

function versionsOf(world: World, dataset: Dataset, history: boolean) {
  const { at } = world
  const standing = dataset.distributions.flatMap((of) => (of.current ? [{ of, version: of.current }] : []))
  const newest = standing.toSorted((a, b) => b.version.seq - a.version.seq)[0]
  return {
    version: versionOf(dataset),
    versionNotes: texts(newest?.version.note),
    hasCurrentVersion: history ? standing.map(({ of, version }) => at.version(dataset, of, version.number)) : [],
    hasVersion: history
      ? dataset.distributions.flatMap((of) => of.versions.map((version) => oneVersion(world, dataset, of, version)))
      : [],
  }
}

/** A version is a dataset that does not change any more; one that was withdrawn says why. */
function oneVersion(world: World, dataset: Dataset, of: Distribution, version: Version): Thing {
  const { at } = world
  const { number, withdrawal } = version
  const before = of.versions.filter((one) => one.number < number).toSorted((a, b) => b.number - a.number)[0]
  return thing('Dataset', at.version(dataset, of, number), {
    title: joined(dataset.description.title, of.title, number),
    description: withdrawal
      ? texts({ pl: withdrawal.reason })
      : texts(of.description ?? dataset.description.description),
    version: String(number),
    versionNotes: texts(version.note),
    issued: version.publishedAt.toISOString(),
    modified: withdrawal?.at.toISOString(),
    publisher: agentOf(world, dataset.publisher),
    contactPoint: contactOf(dataset.description.contact),
    isVersionOf: at.dataset(dataset),
    previousVersion: before && at.version(dataset, of, before.number),
    ...hvdMarks([dataset]),
    distribution: distributionsOfVersion(world, dataset, of, version),
  })
}

type Said = Dataset['description']['title']
const joined = (whole: Said, part: Said, number: number): Texts =>
  texts(
    Object.fromEntries(
      LANGUAGES.filter((lang) => whole[lang] && part[lang]).map((lang) => [lang, `${whole[lang]}: ${part[lang]}, ${number}`]), // prettier-ignore
    ),
  )!
