/** Provenance as W3C PROV-JSON (https://www.w3.org/submissions/prov-json/): entities, activities, agents and what links them. */
import type { Provenance } from './provenance.ts'

type Attributes = Record<string, unknown>
const CATALOGUE = { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' }
const XSD_TIME = 'xsd:dateTime'
const time = (at: Date) => ({ $: at.toISOString(), type: XSD_TIME })

export function provJsonOf({ value, definition, inputs }: Provenance, baseUrl: string) {
  const valueId = `unia:value/${value.indicator}/${value.area}/${value.period}/${value.seq}`
  const formulaId = `unia:definition/${definition.id}/${definition.version}`
  const computing = `unia:computation/${value.seq}`
  const entity: Record<string, Attributes> = {
    [valueId]: { 'prov:value': value.value, 'unia:unit': value.unit, 'unia:status': value.status },
    [formulaId]: { 'prov:type': 'prov:Plan', 'unia:formula': definition.formula, 'unia:unit': definition.unit },
  }
  const activity: Record<string, Attributes> = { [computing]: { 'prov:endTime': time(value.at) } }
  const agent: Record<string, Attributes> = {}
  const used: Record<string, Attributes> = { '_:formula': { 'prov:activity': computing, 'prov:entity': formulaId } }
  const wasDerivedFrom: Record<string, Attributes> = {}
  const wasAttributedTo: Record<string, Attributes> = {}
  const wasAssociatedWith: Record<string, Attributes> = {}
  for (const [i, input] of inputs.entries()) {
    const row = `unia:import/${input.file.importId}#row=${input.row}`
    const file = `unia:file/${input.file.sha256}`
    const by = `unia:agent/${input.file.by}`
    entity[row] = {
      'prov:value': input.value,
      'unia:measure': input.measure,
      'unia:dimension': input.dimension,
      'unia:area': input.area,
      'unia:period': input.period,
      'unia:unit': input.unit,
      'unia:status': input.status,
      'unia:vintage': input.vintage.seq,
      'unia:ledgerEntry': input.ledger.entryId,
    }
    entity[file] = {
      'unia:name': input.file.name,
      'unia:sha256': input.file.sha256,
      'unia:bytes': input.file.bytes,
      'prov:generatedAtTime': time(input.file.at),
      'unia:origin': input.loaded ? 'cityPack' : input.file.origin,
    }
    if (input.version) {
      const { address, dataset, number, withdrawal } = input.version
      const [version] = [`${baseUrl}${address}`]
      entity[version] = { 'prov:type': 'dcat:Dataset', 'dcat:version': String(number), 'dct:isVersionOf': `${baseUrl}/catalog/${dataset}`, ...(withdrawal && { 'unia:withdrawn': withdrawal.reason }) } // prettier-ignore
      wasDerivedFrom[`_:version${i}`] = { 'prov:generatedEntity': row, 'prov:usedEntity': version }
    }
    if (input.verification) {
      const { entryId, at, reason, by } = input.verification
      const verifying = `unia:verification/${entryId}`
      activity[verifying] = { 'prov:endTime': time(at), 'unia:reason': reason, 'unia:ledgerEntry': entryId }
      agent[`unia:agent/${by}`] = {}
      used[`_:verified${i}`] = { 'prov:activity': verifying, 'prov:entity': row }
      wasAssociatedWith[`_:verifier${i}`] = { 'prov:activity': verifying, 'prov:agent': `unia:agent/${by}` }
    }
    agent[by] = {}
    used[`_:used${i}`] = { 'prov:activity': computing, 'prov:entity': row }
    wasDerivedFrom[`_:row${i}`] = { 'prov:generatedEntity': row, 'prov:usedEntity': file }
    wasDerivedFrom[`_:value${i}`] = {
      'prov:generatedEntity': valueId,
      'prov:usedEntity': row,
      'prov:activity': computing,
    }
    wasAttributedTo[`_:file${i}`] = { 'prov:entity': file, 'prov:agent': by }
  }
  return {
    prefix: {
      prov: 'http://www.w3.org/ns/prov#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
      unia: 'urn:unia:',
      ...CATALOGUE,
    },
    ...{ entity, activity, agent, used, wasDerivedFrom, wasAttributedTo, wasAssociatedWith },
    wasGeneratedBy: { '_:value': { 'prov:entity': valueId, 'prov:activity': computing, 'prov:time': time(value.at) } },
  }
}
