/** The signer as a process of its own: `process.ts <folder> [socket]`. Ends when whoever started it ends. */
import { serveSigner } from './serve.ts'

const [folder = '', socket] = process.argv.slice(2)
const serving = await serveSigner({ folder, socket })
process.stdout.write(`${serving.socket}\n`)
if (!serving.owner) process.exit()
const end = () => void serving.close().then(() => process.exit())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
process.stdin.on('close', end).on('end', end).resume()
