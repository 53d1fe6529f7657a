/** The first sheet: of what the report is, of which moment, by what it is known to be itself, and how much it says. */
import type { Cell, Sheet } from '#tables'
import type { Content, Count, Report } from '../../types/index.ts'
import type { Said } from './said.ts'

const WIDTHS = [40, 70, 16, 16]

export function coverSheet(content: Content, { id, sha256 }: Report, said: Said): Sheet {
  const { t, format, lang, page, data } = said
  const { moment } = content
  const cited = content.kind === 'standard' ? content.standard : content.unknown.standard
  const rows: Cell[][] = [
    [t('reports.cover.moment'), `${format.moment(moment.at)}, ${t('reports.cover.seq', { seq: moment.seq })}`],
    [t('reports.cover.fingerprint'), sha256],
    [t('reports.cover.address'), page(`reports/${id}`)],
    [t('reports.json'), data(`reports/${id}/content.json`)],
    ...(content.kind === 'city' ? [[t('reports.city.rerun.input'), data(`reports/${id}/input.json`)]] : []),
    [t('reports.cover.edition'), `${cited.names[lang]} (${cited.edition}), ${cited.publisher}`],
    ...certificateRows(content, said),
    [],
    ...completenessRows(content, said),
  ]
  const names = [t('reports.workspace.report'), nameOf(content, said)]
  return { name: t('reports.sheet.report'), columns: WIDTHS.map((width, i) => ({ name: names[i] ?? '', width })), rows }
}

function nameOf({ kind, area, year, ...more }: Content, { t, lang }: Said): string {
  const standard = 'standard' in more ? more.standard.names[lang].split(':')[0]! : ''
  return t(`reports.name.${kind}`, { city: area.names[lang], year: String(year), standard })
}

function certificateRows(content: Content, { t, lang }: Said): Cell[][] {
  if (content.kind !== 'standard' || !content.certificate) return []
  const { names, reached, source } = content.certificate
  return [[names[lang], reached?.[lang] ?? t('checking.certificate.none'), undefined, source]]
}

function completenessRows(content: Content, { t, lang }: Said): Cell[][] {
  const { counts, themes } = content.kind === 'standard' ? content : content.unknown
  const of = (count: Count) => (count.total === 0 ? undefined : t('reports.completeness.of', count))
  const year = String(content.year)
  return [
    [
      ...[t('reports.completeness.theme'), t('reports.completeness.core'), t('reports.completeness.supporting')],
      t('reports.completeness.ofYear', { year }),
    ],
    ...themes.map(({ code, names, counts: { core, supporting, all } }) => [
      ...[`${code} ${names[lang]}`, of(core), of(supporting), all.ofYear],
    ]),
    [t('reports.completeness.all'), of(counts.core), of(counts.supporting), counts.all.ofYear],
  ]
}
