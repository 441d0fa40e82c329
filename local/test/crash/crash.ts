import { argv, env, exit, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { crashRun, type CrashResult, isAmiss } from './run'

/**
 * `npm run crash -- --kills 200 --seed 1`: kills a stack under load repeatedly. Exits with 1 if an
 * acknowledged write is lost or a transaction is partial.
 */
const KILLS_PER_LINE = 20

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: env['PALM_SEED'] ?? '20260101' },
    },
  })
  const kills = wholeNumber('kills', values.kills)
  const seed = wholeNumber('seed', values.seed)
  stdout.write(`${kills} kills, seed ${seed}\n`)
  const onKill = (kill: number, acknowledged: number) => {
    if (kill % KILLS_PER_LINE === 0) stdout.write(`  ${kill} kills, ${acknowledged} acknowledged\n`)
  }
  const result = await crashRun({ kills, seed, onKill })
  report(result, seed)
  exit(isAmiss(result) ? 1 : 0)
}

function report({ acknowledged, half, kills, lost, recoveryMsMax }: CrashResult, seed: number) {
  for (const one of lost) stdout.write(`LOST ${one}\n`)
  for (const one of half) stdout.write(`HALF ${one}\n`)
  const figures = `${acknowledged} writes acknowledged, ${lost.length} lost, ${half.length} half`
  stdout.write(`${kills} kills: ${figures}; up again in ${recoveryMsMax} ms; seed ${seed}\n`)
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} is a whole number from 1, not ${text}`)
  return number
}

void main()
