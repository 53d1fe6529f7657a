/** A process of the house for a measurement to speak with: `house.ts` beside it runs in a child, so that the two do not share a thread. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type House = { address: string; ready_s: number; pid: number; stop(): Promise<void> }

/** Starts a program that says `… ready at <address>` when it is ready. */
export async function startHouse(program: string[], dataDir: string): Promise<House> {
  const env = {
    ...process.env,
    DATABASE_URL: '',
    DATA_DIR: dataDir,
    PORT: '0',
    BASE_URL: 'http://localhost:0',
    LOG_LEVEL: 'warn',
  }
  const from = performance.now()
  const child = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await readyOf(child)
  return {
    address,
    ready_s: (performance.now() - from) / 1000,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function readyOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the house ended with ${code}`)))
    createInterface(child.stdout!).on('line', (line) => {
      const address = /ready at (http:\/\/\S+?)(;|$)/.exec(line)?.[1]
      if (address) resolve(address)
    })
  })
}
