import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { operatorKeyOf } from '../cloudfunctions/edge/identity/operator-token'
import { callAsOperator, NoTarget, operatorOf, operatorTarget } from './operator/operator-client'
import { ROOT } from './root'
import { runStaffCommand, type Told, USAGE } from './operator/staff-command'

/** `npm run staff -- list`: the office's commands for staff, until there is a console. */
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
  if (args[0] === 'key') return keyFor(args[1], args[2])
  if (args.length === 0) return { code: 2, lines: USAGE }
  const target = operatorTarget(env, join(ROOT, '.palm'))
  return runStaffCommand((action, request) => callAsOperator(target, action, request), args)
}

/** Run where the installation's secret is; the person gets these three lines only. */
function keyFor(name: string | undefined, scopes: string | undefined): Told {
  if (name === undefined || scopes === undefined) return { code: 2, lines: USAGE }
  const operator = operatorOf({ PALM_OPERATOR: name, PALM_OPERATOR_SCOPES: scopes })
  const secret = env['PALM_OPERATOR_SECRET']
  if (!secret) throw new NoTarget('请设置 PALM_OPERATOR_SECRET：只有保管密钥的人能做钥匙。')
  return {
    code: 0,
    lines: [
      `PALM_OPERATOR=${name}`,
      `PALM_OPERATOR_SCOPES=${operator.scopes.join(',')}`,
      `PALM_OPERATOR_KEY=${operatorKeyOf(secret, operator)}`,
    ],
  }
}
