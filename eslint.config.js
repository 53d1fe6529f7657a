/** What the linter holds everybody to; layout is prettier's matter, imports between parts dependency-cruiser's. */
import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['node_modules', 'data', 'portal/build', 'portal/.svelte-kit', 'portal/static'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    rules: {
      'no-undef': 'off',
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-control-regex': 'off',
      'svelte/no-navigation-without-resolve': 'off',
      // A space that must stay is written as {' '}.
      'svelte/no-useless-mustaches': 'off',
    },
  },
  {
    // A factory holds its verbs, and each of them is a function of its own; a test file is a list.
    files: [
      '**/service.ts',
      '**/service/*.ts',
      '**/index.ts',
      '**/jobs.ts',
      '**/routes.ts',
      '**/routes/*.ts',
      '**/*.test.ts',
      'test/**',
      'bench/**',
    ],
    rules: { 'max-lines-per-function': 'off' },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  { files: ['src/main.ts', 'src/cli/**', 'bench/**', 'test/shots.ts'], rules: { 'no-console': 'off' } },
)
