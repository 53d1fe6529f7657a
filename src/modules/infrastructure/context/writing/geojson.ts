/** Entities as GeoJSON features. Pure. */
import type { Attributes } from '../types.ts'
import type { Shown, View } from './entity.ts'
import { written } from './entity.ts'

type Raw = Record<string, unknown>

/** The geometry is that of the attribute that was asked for: of its default instance, or its first. */
export function geometryIn(attributes: Attributes, iri: string): unknown {
  const instances = attributes[iri]?.filter(({ type }) => type === 'GeoProperty')
  return (instances?.find(({ datasetId }) => !datasetId) ?? instances?.[0])?.value ?? null
}

export function featureOf(entity: Shown, geometry: string, view: View): Raw {
  const { id, type, ...properties } = written(entity, view)
  return {
    ...{ id: id ?? entity.id, type: 'Feature', geometry: geometryIn(entity.attributes, geometry) },
    properties: { ...(type !== undefined && { type }), ...properties },
  }
}

export const collectionOf = (entities: Shown[], geometry: string, view: View): Raw => ({
  type: 'FeatureCollection',
  features: entities.map((entity) => featureOf(entity, geometry, view)),
})
