#!/usr/bin/env node
import { argv, exit, stderr, stdout } from 'node:process'
import { readCommandLine, USAGE, WrongUse } from './command-line'
import { startStack } from './stack'
import type { Stack } from './running-stack'

/**
 * `palm-local`: runs a stack until interrupted. Exits with 2 for wrong usage, 1 if it cannot start.
 */
async function main(args: readonly string[]): Promise<void> {
  const options = readCommandLine(args)
  if (!options) {
    stdout.write(USAGE)
    return
  }
  const stack = await startStack(options)
  stdout.write(wordsFor(stack))
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stack.close().then(() => exit(0)))
}

const wordsFor = ({ url, urls }: Stack) =>
  [
    `routes         ${url}`,
    `control door   ${url}/_stack`,
    `SDK            serviceUrl ${urls['cloudbase']}/admin`,
    '',
  ].join('\n')

main(argv.slice(2)).catch((error: unknown) => {
  const isWrongUse = error instanceof WrongUse
  stderr.write(`palm-local: ${(error as Error).message}\n`)
  if (isWrongUse) stderr.write('see palm-local --help for usage\n')
  exit(isWrongUse ? 2 : 1)
})
