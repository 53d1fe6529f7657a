/** Alarms: what is wrong now, and what is watched. */
import { noteOf, done, textOf } from '#lib/server/forms.ts'
import { doing, ruleIn } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { alarmCard, attributeOf, conditionText, kindOf, saying } from '#lib/server/views/maintenance.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['rule', 'switched'] as const
/** More things than these are only counted. */
const NAMED_MAX = 5
const STATES = ['open', 'cleared', 'closed'] as const

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'infrastructure.operate')
  const { city, actor, lang } = event.locals
  const { maintenance, context } = city.infrastructure
  const state = STATES.find((one) => one === event.url.searchParams.get('state')) ?? 'open'
  const [alarms, rules, types, organisations] = await Promise.all([
    maintenance.alarms.list(actor, { states: [state] }),
    maintenance.alarms.rules(actor),
    context.queries.types(actor),
    city.identity.organisations(),
  ])
  const say = saying(city, lang)
  const ids = [...alarms.map(({ entityId }) => entityId), ...rules.flatMap(({ scope }) => scope.ids)]
  const things = await maintenance.namesOf([...new Set(ids)])
  const watchedOf = ({ type, ids }: (typeof rules)[number]['scope']) =>
    type !== undefined ? kindOf(say, type) : ids.length > NAMED_MAX ? say.t('live.list.count', { n: ids.length }) : say.format.list(ids.map((id) => things.get(id) ?? id)) // prettier-ignore
  return {
    ...{ state, note: noteOf(event, NOTES), severities: maintenance.choices.severities },
    alarms: alarms.map((alarm) => alarmCard(say, alarm, things, maintenance.now())),
    rules: rules.map((rule) => ({
      ...{ id: rule.id, what: rule.names[lang], severity: rule.severity, active: rule.active },
      watched: watchedOf(rule.scope),
      condition: `${attributeOf(say, rule.attribute)}: ${conditionText(say, rule)}`,
      mayChange: actor.can('infrastructure.write', rule.organisationId),
    })),
    types: types.map(({ type }) => ({ value: type, label: kindOf(say, type) })),
    attributes: [...new Set(types.flatMap(({ attributes }) => attributes ?? []))].sort().map((iri) => ({ value: iri, label: attributeOf(say, iri) })), // prettier-ignore
    own: organisations.filter(({ id }) => actor.can('infrastructure.write', id)).map(({ id, names }) => ({ value: id, label: names[lang] })), // prettier-ignore
    organisations: organisations.map(({ id, names }) => ({ value: id, label: names[lang] })),
  }
}

export const actions: Actions = {
  rule: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor } = event.locals
    const fields = { 'name-pl': 'alarms.rules.name', attribute: 'alarms.rules.attribute', limit: 'alarms.rules.limit' } as const // prettier-ignore
    const blame = { 'maintenance.typed': 'limit', 'maintenance.badScope': 'thing' }
    const result = await doing(event, { fields, blame }, (form) => city.infrastructure.maintenance.alarms.addRule(actor, ruleIn(form))) // prettier-ignore
    if (!('done' in result)) return result
    done(event, '/workspace/alarms', 'rule')
  },

  switch: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor } = event.locals
    const { alarms } = city.infrastructure.maintenance
    const result = await doing(event, { fields: {} }, async (form) => {
      const rule = (await alarms.rules(actor)).find(({ id }) => id === textOf(form, 'rule'))
      if (rule) await alarms.changeRule(actor, rule.id, rule, !rule.active)
    })
    if (!('done' in result)) return result
    done(event, '/workspace/alarms', 'switched')
  },
}
