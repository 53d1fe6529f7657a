/** One measure: what it promised, what is proved of it, and all that this was computed from. */
import type { City } from '#lib/server/city.ts'
import { isSeen } from '#lib/server/things.ts'
import { cardOf, measuresOf, planOf, resultOf, saying } from '#lib/server/views/savings.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, params }) => {
  const say = saying(city, lang)
  const found = await city.infrastructure.savings.one(params.id)
  const [newest, ...earlier] = found.results
  const { t, format } = say
  return {
    ...cardOf(say, found),
    plan: planOf(say, found),
    adjustments: found.adjustments.map(({ id, from, to, perDay, reason }) => ({
      id,
      text: t('savings.adjustments.one', { from: format.day(from), to: to === null ? 'open' : format.day(to), perDay: format.value(perDay, 'kWh'), reason }), // prettier-ignore
    })),
    newest: newest && (await forEverybody(city, resultOf(say, found.plan, newest))),
    earlier: earlier.map((result) => ({
      ...{ number: result.number, period: resultOf(say, found.plan, result).period },
      value: measuresOf(say, result.content)[0]!,
    })),
  }
}

/** Readings of things that are not public are in the bundle alone. */
async function forEverybody<Result extends Pick<ReturnType<typeof resultOf>, 'files'>>(city: City, result: Result) {
  // prettier-ignore
  const shown = async (file: Result['files'][number]) =>
    file.entityId !== undefined && (await isSeen(city, file.entityId)) ? file : { ...file, readings: undefined }
  return { ...result, files: await Promise.all(result.files.map(shown)) }
}
