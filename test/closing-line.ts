/** Ends a run with what failed, told again where a reader looks for it, and one plain line: `N passed, N failed, N skipped`. */
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

const TOLD_MAX = 40
const CHARS_MAX = 300

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string }[]): void {
    const results = modules.map(resultOf)
    const sum = (of: 'passed' | 'failed' | 'skipped') => results.reduce((total, result) => total + result[of], 0)
    const told = [...results.flatMap(({ told }) => told), ...errors.map(({ message }) => short(message))]
    if (told.length > 0) process.stdout.write(`Failed:\n${told.slice(0, TOLD_MAX).join('\n')}\n`)
    // `.ci/run` takes these again: file, passed, failed, skipped.
    if (process.env.FAILED_FILES && errors.length === 0) {
      const failed = results.filter(({ failed }) => failed > 0)
      writeFileSync(
        process.env.FAILED_FILES,
        failed.map(({ file, passed, failed, skipped }) => `${file} ${passed} ${failed} ${skipped}\n`).join(''),
      )
    }
    process.stdout.write(
      `${sum('passed')} passed, ${sum('failed') + errors.length} failed, ${sum('skipped')} skipped\n`,
    )
  }
}

/** A file that broke before its tests, or after, failed once by itself. */
function resultOf(module: TestModule) {
  const tests = [...module.children.allTests()]
  const count = (state: string) => tests.filter((test) => test.result().state === state).length
  const broken = module.errors()
  const file = module.relativeModuleId
  const told = [
    ...broken.map(({ message }) => `${file}: ${short(message)}`),
    ...tests
      .filter((test) => test.result().state === 'failed')
      .map((test) => `${file} > ${test.fullName}: ${short(test.result().errors?.[0]?.message ?? '')}`),
  ]
  const failed = count('failed') + Math.min(1, broken.length)
  return { file, told, failed, passed: count('passed'), skipped: count('skipped') }
}

const short = (message: string): string => message.split('\n', 1)[0]!.slice(0, CHARS_MAX)
