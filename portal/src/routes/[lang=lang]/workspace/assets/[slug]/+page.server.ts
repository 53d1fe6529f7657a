/** One asset to be changed, or a new one (`new`). */
import { error, fail } from '@sveltejs/kit'
import type { AssetDraft } from '#governance'
import { done, submitted, textOf } from '#lib/server/forms.ts'
import { enterFor } from '#lib/server/gate.ts'
import { sentence, words, type Key } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NEW = 'new'
const TEXTS = ['name', 'description', 'purpose', 'holder', 'reason'] as const
const LANGUAGES = ['Pl', 'En', 'Uk'] as const
const CLASSES = ['public', 'internal', 'confidential', 'personal', 'special'] as const
const OPENNESS = ['open', 'partly', 'closed'] as const

export const load: PageServerLoad = async (event) => {
  await enterFor(event, 'governance.assets')
  const { params, locals } = event
  const { city, lang } = locals
  const lists = { classes: CLASSES, openness: OPENNESS }
  if (params.slug === NEW) return { asset: undefined, versions: [], ...lists }
  const versions = await city.governance.assets.versions(params.slug).catch((refusal: { code?: string }) => {
    if (refusal.code !== 'governance.unknownAsset') throw refusal
    return error(404, sentence(lang, 'governance.unknownAsset', { slug: params.slug }))
  })
  return {
    asset: versions[0],
    versions: versions.map(({ version, at, grounds, ended }) => ({ version, at, grounds, ended })),
    ...lists,
  }
}

const FIELDS = Object.fromEntries([
  ...TEXTS.flatMap((name) => LANGUAGES.map((lang) => [name + lang, `governance.assets.${name}${lang}`])),
  ['steward', 'governance.assets.steward'],
  ['basis', 'governance.assets.basis'],
  ['grounds', 'governance.assets.grounds'],
]) as Record<string, Key>
const BLAME = { 'governance.assetExists': 'slug', 'governance.assetOpenness': 'openness' }

/** `act | article | address`, a line each; the number of the first line that is not so. */
function basesIn(text: string): AssetDraft['legalBasis'] | number {
  const lines = text.split('\n').map((line) => line.split('|').map((part) => part.trim()))
  const wrong = lines.findIndex(([act = '', article = '']) => act !== '' && article === '')
  if (wrong >= 0) return wrong + 1
  return lines.flatMap(([act, article, url]) => (act ? [{ act, article: article!, url: url || undefined }] : []))
}

function draftOf(values: Record<string, string>, form: FormData, legalBasis: AssetDraft['legalBasis']) {
  const three = (name: string) => ({ pl: values[`${name}Pl`]!, en: values[`${name}En`]!, uk: values[`${name}Uk`]! })
  return {
    ...{ names: three('name'), descriptions: three('description'), purposes: three('purpose') },
    ...{ holder: three('holder'), steward: values.steward!, legalBasis },
    organisationId: textOf(form, 'organisation') || undefined,
    securityClass: CLASSES.find((one) => one === textOf(form, 'class')) ?? 'internal',
    openness: {
      state: OPENNESS.find((one) => one === textOf(form, 'openness')) ?? ('closed' as const),
      reason: three('reason'),
    },
  }
}

export const actions: Actions = {
  save: async (event) => {
    const { params, locals } = event
    const { assets } = locals.city.governance
    const isNew = params.slug === NEW
    const fields = isNew ? { slug: 'governance.assets.slug' as Key, ...FIELDS } : FIELDS
    const result = await submitted(event, { fields, blame: BLAME }, async (values, form) => {
      const bases = basesIn(values.basis!)
      if (typeof bases === 'number') {
        const message = words[locals.lang].t('governance.assets.basisWrong', { line: bases })
        return fail(422, {
          errors: [{ field: 'basis', message }],
          values: Object.fromEntries([...form].map(([name, value]) => [name, String(value)])),
        })
      }
      const draft = draftOf(values, form, bases)
      if (isNew) return assets.add(locals.actor, { slug: values.slug!, ...draft }, values.grounds!)
      return assets.change(locals.actor, params.slug, draft, Number(textOf(form, 'version')), values.grounds!)
    })
    if (!('version' in result)) return result
    done(event, '/workspace/assets', 'saved')
  },

  end: async (event) => {
    const { params, locals } = event
    const result = await submitted(event, { fields: { why: 'governance.assets.grounds' } }, ({ why }, form) =>
      locals.city.governance.assets.end(locals.actor, params.slug, Number(textOf(form, 'version')), why),
    )
    if (!('version' in result)) return result
    done(event, '/workspace/assets', 'ended')
  },
}
