/** The command line in the process of its tests, which takes a hundredth of the time that another needs to start. */
import { vi } from 'vitest'
import { run } from './run.ts'

export async function unia(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const hear = (to: 'out' | 'err') => (text: string | Uint8Array) => {
    said[to] += String(text)
    return true
  }
  const heard = [
    vi.spyOn(process.stdout, 'write').mockImplementation(hear('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(hear('err')),
  ]
  try {
    return { code: await run(args), ...said }
  } finally {
    for (const one of heard) one.mockRestore()
  }
}
