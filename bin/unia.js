#!/usr/bin/env node
/** Starts the command line on the Node that npm installed with the house, whatever Node the machine has. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const NODE_MIN = 24
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const installed = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= NODE_MIN || !existsSync(installed)) {
  await import(main)
} else {
  const { status, signal } = spawnSync(installed, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = signal ? 1 : (status ?? 1)
}
