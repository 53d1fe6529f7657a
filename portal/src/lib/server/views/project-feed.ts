/** What happened in one project, or in all, as an Atom feed. */
import { href } from '#lib/paths.ts'
import { said } from '#strategy'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'
import { atom } from './atom.ts'
import { lineOf, saying } from './projects.ts'

export async function projectFeed(
  city: City,
  lang: Lang,
  origin: string,
  path: string,
  id?: string,
): Promise<Response> {
  const { projects } = city.strategy
  const say = saying(city, lang)
  const one = id === undefined ? undefined : await projects.one(id)
  const lines = await projects.latest(id)
  const known = new Map(
    one ? [[one.id, one]] : (await projects.list()).projects.map((project) => [project.id, project]),
  )
  const offices = new Map((await city.identity.organisations()).map((office) => [office.id, office.names[lang]]))
  const entries = lines.flatMap((line) => {
    const project = known.get(line.projectId)
    if (!project) return []
    const { what, text } = lineOf(say, project, line, offices)
    const page = origin + href(lang, '/projects/[id]', { id: project.id })
    return [{ id: line.id, at: line.at, category: line.kind, page, title: `${said(project.titles, lang).text}: ${what}`, summary: text }] // prettier-ignore
  })
  const title = one ? said(one.titles, lang).text : words[lang].t('projects.title')
  return atom(city, lang, { origin, page: origin + path, self: `${origin}${path}/feed.atom`, title, entries })
}
