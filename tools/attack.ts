import { argv, env, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { type Attack, ATTACKS } from '../cloudfunctions/attack/attacks'

const USAGE = `用法：npm run attack -- [名字 …] [--seed 数字] [--callbacks 100000]

  名字：${ATTACKS.map(({ name }) => name).join('  ')}；不写就是全部
`

void main()

/**
 * Attacks the functions on the test bench: permissions, forged callbacks, faults in every call,
 * races. Prints the attacks, and exits with 1 on any leak, loss or acceptance.
 */
async function main(): Promise<void> {
  const { callbacks, chosen, seed } = readArguments()
  const found: string[] = []
  let tried = 0
  for (const attack of chosen) {
    stdout.write(`· ${attack.name}\n`)
    const result = await attack.run({ callbacks, seed })
    tried += result.tried
    found.push(...result.found.map((one) => `${attack.name}: ${one}`))
    stdout.write(`  ${result.said}\n`)
  }
  found.slice(0, 50).forEach((one) => stderr.write(`${one}\n`))
  stdout.write(`seed ${seed}: ${tried} attacks, ${found.length} succeeded\n`)
  exit(found.length === 0 ? 0 : 1)
}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({
      args: argv.slice(2),
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: env['PALM_SEED'] ?? String(Date.now() % 2 ** 31) },
        callbacks: { type: 'string', default: '100000' },
      },
    })
    const [seed, callbacks] = [Number(values.seed), Number(values.callbacks)]
    if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(callbacks)) throw new Error('number')
    const chosen: readonly Attack[] = ATTACKS.filter(
      ({ name }) => positionals.length === 0 || positionals.includes(name),
    )
    if (chosen.length < Math.max(1, positionals.length)) throw new Error('name')
    return { callbacks, chosen, seed }
  } catch {
    stderr.write(USAGE)
    exit(2)
  }
}
