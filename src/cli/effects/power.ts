/** `unia evaluate power`: how many it takes to see an effect, or what can be seen with so many. */
import { powerOf, type Power } from '#stats'
import { words } from '#words'
import type { Command } from '../commands.ts'
import { numberOf } from '../models/options.ts'
import { refuse } from '../models/refusals.ts'

export const evaluatePower: Command = async ({ values }) => {
  const { sides, without, icc } = values
  const size = values['cluster-size']
  const number = (option: 'effect' | 'sd' | 'n' | 'ratio' | 'power' | 'alpha' | 'with' | 'without') => {
    const text = values[option]
    return text === undefined ? {} : { [option]: numberOf(option, text) }
  }
  if (values.n === undefined && values.power === undefined) {
    process.stderr.write('evaluate power --effect <size> --power 0.8 | --effect <size> --n <each> | --n <each> --power 0.8 [--json]\n') // prettier-ignore
    return 2
  }
  if (sides !== undefined && sides !== '1' && sides !== '2') throw refuse.option({ option: 'sides', found: sides, right: '1 | 2' }) // prettier-ignore
  const found = powerOf({
    design: without === undefined ? 'means' : 'proportions',
    ...{ ...number('effect'), ...number('sd'), ...number('n'), ...number('ratio'), ...number('power') },
    ...{ ...number('alpha'), ...number('without'), ...number('with') },
    ...(sides === undefined ? {} : { sides: sides === '1' ? 1 : 2 }),
    ...(size === undefined ? {} : { clusters: { size: numberOf('cluster-size', size), icc: numberOf('icc', icc ?? '0.05') } }), // prettier-ignore
  })
  process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : powerText(found))
  return 0
}

function powerText({ asked, n, nExact, effect, power, clusters, designEffect }: Power): string {
  const { t } = words.en
  const told = { ...n, power, effect: String(Number(effect.toPrecision(6))) }
  return [
    t(`effects.power.${asked}`, told),
    ...(clusters ? [t('effects.power.clusters', { ...clusters, designEffect })] : []),
    `n ${Number(nExact.toPrecision(10))} without, power ${Number(power.toPrecision(10))}`,
    '',
  ].join('\n')
}
