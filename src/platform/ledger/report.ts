/** What an examination found: each check by name, whether it held, and in words what was seen. */
export type Check = { name: string; ok: boolean; detail: string }
export type Report = { ok: boolean; checks: Check[] }

/** Runs one check: `run` returns what later checks build on, after saying what it saw; what it throws is why it failed. */
export type Examine = <T>(name: string, run: (say: (detail: string) => void) => T | Promise<T>) => Promise<T>

class Stop extends Error {}

/** Runs the checks of `body` up to the first that fails. Never throws: whatever goes wrong is in the report. */
export async function examine(body: (check: Examine) => Promise<void>): Promise<Report> {
  const checks: Check[] = []
  const check: Examine = async (name, run) => {
    const result: Check = { name, ok: true, detail: '' }
    try {
      return await run((detail) => (result.detail = detail))
    } catch (error) {
      Object.assign(result, { ok: false, detail: error instanceof Error ? error.message : String(error) })
      throw new Stop()
    } finally {
      checks.push(result)
    }
  }
  try {
    await body(check)
  } catch (error) {
    if (!(error instanceof Stop)) checks.push({ name: 'examination', ok: false, detail: String(error) })
  }
  return { ok: checks.length > 0 && checks.every((result) => result.ok), checks }
}
