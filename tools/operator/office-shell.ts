import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { ROOT } from '../root'
import { callAsOperator, NoTarget, operatorTarget } from './operator-client'
import type { OfficeCall } from './staff-command'
import type { Told } from './told'

/**
 * Runs a command of the office on the target of the environment, and ends the process: 0 done, 1 refused
 * or without a target, 2 misused.
 */
export async function runOfficeCommand(
  usage: readonly string[],
  run: (call: OfficeCall, args: readonly string[]) => Promise<Told>,
): Promise<never> {
  try {
    const { code, lines } = await told(usage, run, argv.slice(2))
    const out = code === 0 ? stdout : stderr
    out.write(`${lines.join('\n')}\n`)
    return exit(code)
  } catch (error) {
    if (!(error instanceof NoTarget)) throw error
    stderr.write(`${error.message}\n`)
    return exit(1)
  }
}

async function told(
  usage: readonly string[],
  run: (call: OfficeCall, args: readonly string[]) => Promise<Told>,
  args: readonly string[],
): Promise<Told> {
  if (args.length === 0) return { code: 2, lines: usage }
  const target = operatorTarget(env, join(ROOT, '.palm'))
  return run((action, request) => callAsOperator(target, action, request), args)
}
