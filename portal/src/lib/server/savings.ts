/** Forms of savings, read: numbers as people write them, groups of lamps a line each. */
import type { SavingsPlan } from '#infrastructure'
import { Refusal } from '#platform/errors'
import { numberOf, textOf } from './forms.ts'

const GROSZE = 100
type Lamp = Extract<SavingsPlan, { option: 'A' }>['groups'][number]

/** What the form says; the service looks whether that is a plan. Throws `savings.typed` for a number that cannot be read. */
export function planIn(form: FormData, timezone: string): SavingsPlan {
  const number = (name: string, right: string, fallback?: number): number => {
    const text = textOf(form, name)
    const value = text.trim() === '' ? fallback : numberOf(text)
    if (value === undefined) throw unread(name, text, right)
    return value
  }
  const option = textOf(form, 'option')
  const common = {
    ...Object.fromEntries(['title', 'measure', 'boundary', 'responsible', 'organisationId', 'carrier', 'begins', 'reportsFrom'].map((name) => [name, textOf(form, name)])), // prettier-ignore
    ...{ zone: timezone, level: number('level', '90', 90) / 100, demo: form.has('demo') },
    promised: {
      ...{ energy_kwh: number('kwh', '40000'), co2e_kg: number('co2e', '24000', 0) },
      money_grosze: Math.round(number('money', '40000') * GROSZE),
    },
    investment: {
      ...{ cost_grosze: Math.round(number('cost', '300000') * GROSZE), life_years: number('life', '20') },
      discount: number('discount', '3', 0) / 100,
    },
  }
  if (option === 'C') {
    const digits = textOf(form, 'digits').trim()
    const register = digits === '' ? undefined : { digits: number('digits', '6'), factor: 1 }
    return { ...common, option, register, series: seriesIn(form) } as SavingsPlan
  }
  const switching = { altitude_deg: number('switching', '-6', -6), after_min: 0, before_min: 0 }
  return {
    ...{ ...common, option: 'A', groups: groupsIn(textOf(form, 'groups'), switching) },
    ...{ latitude: number('latitude', '51,25'), longitude: number('longitude', '22,57') },
  } as SavingsPlan
}

const EXAMPLES = {
  meter: ['urn:ngsi-ld:Meter:school-7', 'totalActiveEnergyImport'],
  temperature: ['urn:ngsi-ld:WeatherObserved:roof', 'temperature'],
} as const

/** The things that read by themselves, where they are named: then both of them, and what they read. */
function seriesIn(form: FormData) {
  const of = (name: 'meter' | 'temperature') => ({
    ...{ entityId: textOf(form, `${name}Thing`).trim(), attribute: textOf(form, `${name}Attribute`).trim() },
    unit: textOf(form, `${name}Unit`),
  })
  const [meter, temperature] = [of('meter'), of('temperature')]
  const said = { meter, temperature }
  if (Object.values(said).every(({ entityId, attribute }) => entityId === '' && attribute === '')) return undefined
  for (const name of ['meter', 'temperature'] as const) {
    if (said[name].entityId === '') throw unread(`${name}Thing`, '', EXAMPLES[name][0])
    if (said[name].attribute === '') throw unread(`${name}Attribute`, '', EXAMPLES[name][1])
  }
  return said
}

/** `Lipowa; 40; 110 112 109; 23:00-05:00 50%` */
function groupsIn(text: string, switching: Lamp['before']['switching']): Lamp[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', count = '', watts = '', dimmed = '', told = ''] = line.split(';').map((part) => part.trim())
      const things = told.split(/\s+/).filter(Boolean)
      const measured_w = watts.split(/\s+/).map((one) => numberOf(one))
      const whole = numberOf(count)
      const dimming = dimmingIn(dimmed)
      const wrong = name === '' || whole === undefined || measured_w.length < 2 || measured_w.includes(undefined)
      if (wrong || !dimming) throw unread('groups', line, 'Lipowa; 40; 110 112 109; 23:00-05:00 50%')
      return { name, count: whole, measured_w: measured_w as number[], before: { switching, dimming: [] }, after: { switching, dimming }, ...(things.length > 0 && { things }) } // prettier-ignore
    })
}

function dimmingIn(text: string): Lamp['after']['dimming'] | undefined {
  if (text === '') return []
  const [, fromHour, fromMinute, toHour, toMinute, percent] = /^(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)\s+(\d+)\s*%$/.exec(text) ?? [] // prettier-ignore
  if (percent === undefined) return undefined
  const minutes = (hour: string | undefined, minute: string | undefined) => (Number(hour) * 60 + Number(minute)) % 1440
  return [{ from_min: minutes(fromHour, fromMinute), to_min: minutes(toHour, toMinute), share: Number(percent) / 100 }]
}

/** The form again, as a plan would fill it in. */
export function typedOf(plan: SavingsPlan): Record<string, string> {
  const { promised, investment, ...rest } = plan
  const time = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}` // prettier-ignore
  const dimmed = ({ after }: Lamp) => after.dimming.slice(0, 1).map(({ from_min, to_min, share }) => `${time(from_min)}-${time(to_min)} ${Math.round(share * 100)}%`).join('') // prettier-ignore
  const line = (lamp: Lamp) =>
    [lamp.name, lamp.count, lamp.measured_w.join(' '), ...(lamp.things ? [dimmed(lamp), lamp.things.join(' ')] : [dimmed(lamp)].filter(Boolean))].join('; ') // prettier-ignore
  const texts = {
    ...{ title: rest.title, measure: rest.measure, boundary: rest.boundary, responsible: rest.responsible },
    ...{
      organisationId: rest.organisationId,
      carrier: rest.carrier,
      begins: rest.begins,
      reportsFrom: rest.reportsFrom,
    },
    ...{
      option: rest.option,
      level: rest.level * 100,
      kwh: promised.energy_kwh,
      money: promised.money_grosze / GROSZE,
    },
    ...{ co2e: promised.co2e_kg, cost: investment.cost_grosze / GROSZE, life: investment.life_years },
    ...{ discount: investment.discount * 100, demo: rest.demo ? 'on' : '' },
    ...(rest.option === 'C' ? { digits: rest.register?.digits ?? '', ...typedSeries(rest.series) } : { latitude: rest.latitude, longitude: rest.longitude, groups: rest.groups.map(line).join('\n'), switching: rest.groups[0]!.after.switching.altitude_deg }), // prettier-ignore
  }
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, String(typeof value === 'number' ? Number(value.toFixed(6)) : value)])) // prettier-ignore
}

const typedSeries = (series: Extract<SavingsPlan, { option: 'C' }>['series']) => ({
  ...{ meterThing: series?.meter.entityId ?? '', meterAttribute: series?.meter.attribute ?? '' },
  ...{ meterUnit: series?.meter.unit ?? 'kWh', temperatureThing: series?.temperature.entityId ?? '' },
  ...{ temperatureAttribute: series?.temperature.attribute ?? '', temperatureUnit: series?.temperature.unit ?? 'C' },
})

const unread = (field: string, found: string, right: string) =>
  new Refusal('savings.typed', 422, { field, found, right })
