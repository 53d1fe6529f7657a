/** Distributions: a table is one for each format that it can be had in. Pure. */
import type { Dataset, Distribution, Format, Version } from '../../types.ts'
import { iri, texts, thing, type Texts, type Thing } from '../tree.ts'
import { FORMAT, formatOf, licenceOf, named, stable, statusOf } from '../vocabularies.ts'
import type { World } from '../world.ts'
import { endpointOf, hvdMarks, type Services } from './services.ts'

/** Everything that one distribution of the house is in DCAT. */
export function distributionsOf(
  world: World,
  dataset: Dataset,
  distribution: Distribution,
  services: Services,
): Thing[] {
  const { at } = world
  if (distribution.kind === 'service') return [serviceAccess(world, dataset, distribution)]
  const { current, versions } = distribution
  const times = versions.map(({ publishedAt }) => publishedAt.toISOString()).sort()
  const accessService = distribution.kind === 'table' && current ? services : []
  return formatsOf(distribution).map((format) =>
    thing('Distribution', at.distributionAs(dataset, distribution, format), {
      title: titleAs(distribution, format),
      description: texts(distribution.description),
      accessURL: iri(at.distribution(dataset, distribution)),
      downloadURL: current && iri(at.download(dataset, distribution, format)),
      accessService,
      ...common(dataset, distribution.kind === 'file' ? current : undefined, format),
      status: statusOf(!current),
      issued: times[0],
      modified: current?.publishedAt.toISOString(),
    }),
  )
}

/** One version of it, in the formats that it can be had in; of one that was withdrawn, only where it says why. */
export function distributionsOfVersion(
  world: World,
  dataset: Dataset,
  distribution: Distribution,
  version: Version,
): Thing[] {
  const { at } = world
  const { number, withdrawal } = version
  return formatsOf(distribution).map((format) =>
    thing('Distribution', at.versionAs(dataset, distribution, number, format), {
      title: titleAs(distribution, format),
      accessURL: iri(at.version(dataset, distribution, number)),
      downloadURL: withdrawal ? undefined : iri(at.versionDownload(dataset, distribution, number, format)),
      ...common(dataset, distribution.kind === 'file' && !withdrawal ? version : undefined, format),
      status: statusOf(withdrawal !== undefined),
      issued: version.publishedAt.toISOString(),
    }),
  )
}

const formatsOf = ({ formats, format }: Distribution): Format[] => (formats.length > 0 ? formats : [format])

function serviceAccess(world: World, dataset: Dataset, distribution: Distribution): Thing {
  const { at } = world
  const { endpoint } = distribution
  return thing('Distribution', at.distributionAs(dataset, distribution, 'access'), {
    title: texts(distribution.title),
    description: texts(distribution.description),
    accessURL: iri(endpoint?.url ?? at.distribution(dataset, distribution)),
    ...(endpoint?.mediaType === undefined
      ? { accessService: endpointOf(world, dataset, distribution) }
      : { downloadURL: iri(endpoint.url), ...formatOf('file', endpoint.mediaType) }),
    license: licenceOf(dataset.description.licence),
    applicableLegislation: hvdMarks([dataset]).applicableLegislation,
    availability: stable(),
  })
}

/** `file`: the version whose bytes are the ones that came in. What is written anew for each format has no size before. */
function common(dataset: Dataset, file: Version | undefined, format: Format) {
  return {
    license: licenceOf(dataset.description.licence),
    ...formatOf(format, file?.mediaType),
    applicableLegislation: hvdMarks([dataset]).applicableLegislation,
    availability: stable(),
    byteSize: file?.bytes,
    checksum:
      file &&
      thing('Checksum', undefined, {
        algorithm: named('ChecksumAlgorithm', 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256'),
        checksumValue: file.sha256,
      }),
  }
}

function titleAs({ title }: Distribution, format: Format): Texts {
  const { name } = FORMAT[format]
  const said = texts(title)!
  if (name === '') return said
  return Object.fromEntries(Object.entries(said).map(([lang, text]) => [lang, `${String(text)} (${name})`])) as Texts
}
