import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { callAsOperator, NoTarget, operatorTarget } from './operator/operator-client'
import { ROOT } from './root'
import { runAccountsCommand, USAGE } from './operator/accounts-command'
import type { Told } from './operator/told'

/** `npm run accounts -- freeze member:…`: the office's commands for members' accounts. */
void main(argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  try {
    const { code, lines } = await told(args)
    const out = code === 0 ? stdout : stderr
    out.write(`${lines.join('\n')}\n`)
    exit(code)
  } catch (error) {
    if (!(error instanceof NoTarget)) throw error
    stderr.write(`${error.message}\n`)
    exit(1)
  }
}

async function told(args: readonly string[]): Promise<Told> {
  if (args.length === 0) return { code: 2, lines: USAGE }
  const target = operatorTarget(env, join(ROOT, '.palm'))
  return runAccountsCommand((action, request) => callAsOperator(target, action, request), args)
}
