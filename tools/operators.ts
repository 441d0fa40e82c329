import { userInfo } from 'node:os'
import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { epochMs } from '@palm/shared/kernel/instant'
import { type AdminTarget, openAdminDatabase } from './operator/admin-database'
import { clockOf, NoTarget, runningStack } from './operator/operator-client'
import { runOperatorsCommand } from './operator/operators-command'
import { ROOT } from './root'

/**
 * `npm run operators -- add …`: persons of the office, by the keeper of the installation, who has
 * access to its database. The first administrator is made this way.
 */
void main(argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof NoTarget)) throw error
  stderr.write(`${error.message}\n`)
  exit(1)
})

async function main(args: readonly string[]): Promise<void> {
  const { nowMs, target } = await adminTarget()
  const { code, lines } = await runOperatorsCommand(openAdminDatabase(target), args, {
    keeper: userInfo().username,
    nowMs,
  })
  const out = code === 0 ? stdout : stderr
  out.write(`${lines.join('\n')}\n`)
  exit(code)
}

/** A real environment by its id and the account's keys, otherwise the running local stack. */
async function adminTarget() {
  const { PALM_CLOUD_ENV: cloudEnv, PALM_SECRET_ID: secretId, PALM_SECRET_KEY: secretKey } = env
  if (!cloudEnv) {
    const { adminUrl: serviceUrl, url } = runningStack(join(ROOT, '.palm'))
    return { target: { serviceUrl } satisfies AdminTarget, nowMs: await clockOf(url) }
  }
  if (!secretId || !secretKey) throw new NoTarget('请设置 PALM_SECRET_ID 和 PALM_SECRET_KEY。')
  const target: AdminTarget = { env: cloudEnv, secretId, secretKey }
  return { target, nowMs: epochMs(Date.now()) }
}
