import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { agentIdFor, agentLink, isAgentId } from '@palm/shared/order/entry/agent-code'
import { NoTarget, operatorTarget } from './operator/operator-client'
import { ROOT } from './root'

/** `npm run agent:code -- NAME…`: the link to print for each agent, by a name of 3 to 11 letters and digits. */
exit(main(argv.slice(2)))

function main(names: readonly string[]): number {
  const ids = names.map((name) => agentIdFor(name.toUpperCase()))
  if (ids.length === 0) {
    stderr.write('用法：npm run agent:code -- 代号…（3 到 11 位英文字母或数字）\n')
    return 2
  }
  const unfit = names.filter((_, index) => !isAgentId(ids[index]!))
  if (unfit.length > 0) {
    stderr.write(`这些代号不能用，请换一个（3 到 11 位英文字母或数字）：${unfit.join('、')}\n`)
    return 2
  }
  try {
    const { origin } = operatorTarget(env, join(ROOT, '.palm'))
    for (const id of ids) stdout.write(`${id}  ${agentLink(origin, id)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof NoTarget)) throw error
    stderr.write(`${error.message}\n`)
    return 1
  }
}
