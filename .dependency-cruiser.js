/** The import rules, generated from the list of levels: a part imports only lower ones, and only through their front door. */
import { LEVELS } from './src/levels.ts'

const OUTSIDE_MODULES = new Set(['platform', 'stats', 'tables', 'counting', 'city'])

const folderOf = (level) =>
  level === 'portal' ? 'portal/' : OUTSIDE_MODULES.has(level) ? `src/${level}/` : `src/modules/${level}/`

const upward = LEVELS.flatMap((level, i) => {
  const higher = LEVELS.slice(i + 1).map(folderOf)
  return higher.length === 0
    ? []
    : [
        {
          name: `${level}-imports-only-lower`,
          severity: 'error',
          from: { path: `^${folderOf(level)}` },
          to: { path: `^(${higher.join('|')})` },
        },
      ]
})

const doors = LEVELS.filter((level) => level !== 'platform' && level !== 'portal').map((level) => ({
  name: `${level}-only-by-its-index`,
  severity: 'error',
  from: { path: '^(src|portal|bench|test)/', pathNot: [`^${folderOf(level)}`, '\\.test\\.ts$'] },
  to: { path: `^${folderOf(level)}`, pathNot: `^${folderOf(level)}index\\.ts$` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upward,
    ...doors,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.test\\.ts$', '/migrations/', '\\.d\\.ts$', '-worker\\.ts$'] },
      to: {},
    },
    {
      name: 'sql-only-in-stores',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: ['/store(\\.ts|/)', '/migrations/', '\\.test\\.ts$', '/auth\\.ts$'] },
      to: { path: 'node_modules/(kysely|pg)/' },
    },
    {
      name: 'http-only-in-routes',
      severity: 'error',
      from: { path: '^src/(modules|platform)/', pathNot: ['/routes(\\.ts|/)', '^src/platform/http/', '\\.test\\.ts$'] },
      to: { path: 'node_modules/(fastify|@fastify)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'passes-are-the-gates',
      severity: 'error',
      from: { path: '^(src|portal|bench|test)/', pathNot: ['^src/modules/governance/gate/'] },
      to: { path: '^src/modules/governance/gate/pass\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '/(rules|formula)(\\.ts|/)', pathNot: '\\.test\\.ts$' },
      to: {
        path: '(/(store|service|routes)(\\.ts|/)|^src/platform/(?!errors|text)|node_modules/(kysely|pg|fastify)/|^(node:)?(fs|net|http)$)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
}
