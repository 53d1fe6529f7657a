/** The permanent addresses of everything in the catalogue: what a thing is called in RDF is where a reader finds it. Pure. */
import type { Format } from '../types.ts'

type Slugged = { slug: string }

export function addressesAt(baseUrl: string) {
  const base = baseUrl.replace(/\/+$/, '')
  const catalogue = `${base}/catalog`
  const dataset = ({ slug }: Slugged) => `${catalogue}/${slug}`
  const distribution = (of: Slugged, { slug }: Slugged) => `${dataset(of)}/${slug}`
  const version = (of: Slugged, to: Slugged, number: number) => `${distribution(of, to)}/versions/${number}`
  return {
    catalogue,
    dataset,
    /** The page on which it can be seen. */
    distribution,
    version,
    /** The distribution in one of its formats, as a thing apart from the file and from the page. */
    distributionAs: (of: Slugged, to: Slugged, format: string) => `${distribution(of, to)}#${format}`,
    versionAs: (of: Slugged, to: Slugged, number: number, format: string) => `${version(of, to, number)}#${format}`,
    /** The bytes: a table in a format that it is written in; a file as it came. */
    download: (of: Slugged, to: Slugged, format: Format) =>
      format === 'file' ? `${distribution(of, to)}/file` : `${distribution(of, to)}.${format}`,
    versionDownload: (of: Slugged, to: Slugged, number: number, format: Format) =>
      format === 'file' ? `${version(of, to, number)}/file` : `${version(of, to, number)}.${format}`,
    series: ({ slug }: Slugged) => `${catalogue}?series=${slug}#series`,
    publisher: (id: string) => `${catalogue}?publisher=${encodeURIComponent(id)}#publisher`,
    area: (id: string) => `${catalogue}?area=${encodeURIComponent(id)}#area`,
    service: (name: 'ckan' | 'rest') => `${catalogue}#${name}`,
    ckan: `${base}/api/3/action`,
    rest: `${base}/api/v1/catalog`,
    docs: `${base}/api/docs`,
    openapi: `${base}/api/openapi.json`,
  }
}
export type Addresses = ReturnType<typeof addressesAt>
