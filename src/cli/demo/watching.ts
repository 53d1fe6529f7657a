/** The demonstration's one rule: a lamp that is broken is an alarm. Switched off with the demonstration. */
import { system } from '#platform/actor'
import type { Unia } from '../../app.ts'
import { MAPPINGS, type Thing } from './district.ts'

const NAMES = {
  pl: 'Pokaz: latarnia nie świeci',
  en: 'Demo: lamp does not burn',
  uk: 'Показ: ліхтар не світить',
}
const actor = system('demo')
type House = Pick<Unia, 'infrastructure'>

const ruleIn = async ({ infrastructure: { maintenance } }: House) =>
  (await maintenance.alarms.rules(actor)).find(({ names }) => names.en === NAMES.en)

export async function watchLamps(house: House, district: readonly Thing[], organisationId: string): Promise<void> {
  const { maintenance, context } = house.infrastructure
  const terms = await context.contexts.terms(MAPPINGS.lamp.context)
  const known = await ruleIn(house)
  const draft = {
    ...{ names: NAMES, organisationId, attribute: terms.iri('lampFailure'), severity: 'warning' as const },
    scope: { ids: district.filter(({ kind }) => kind === 'lamp').map(({ entityId }) => entityId) },
    condition: { kind: 'threshold' as const, side: 'above' as const, limit: 0 },
  }
  if (!known) await maintenance.alarms.addRule(actor, draft)
  else if (!known.active) await maintenance.alarms.changeRule(actor, known.id, draft)
}

export async function unwatchLamps(house: House): Promise<void> {
  const known = await ruleIn(house)
  if (known?.active) await house.infrastructure.maintenance.alarms.changeRule(actor, known.id, known, false)
}
