import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '@palm/shared/api/action'
import type { ActionName, Refusal, Reply, Sent } from '@palm/shared/api/actions'
import { epochMs } from '@palm/shared/kernel/instant'
import { DEMO_OPERATOR_NAMES } from '../demo/operators'
import type { ProductInstallation } from './installation'

/** Address of the product, and the key of the person who calls. */
export interface OperatorTarget {
  readonly origin: string
  readonly operatorKey: string
}

export class NoTarget extends Error {
  override readonly name = 'NoTarget'
}

/**
 * A real environment by PALM_ORIGIN and the person's PALM_OPERATOR_KEY (`npm run operators -- add`
 * makes it), otherwise the running local stack, as recorded by `npm start`. There PALM_OPERATOR
 * names one of the demo's persons; without it, the one with every role.
 */
export function operatorTarget(
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): OperatorTarget {
  const { PALM_OPERATOR: name = 'local', PALM_OPERATOR_KEY: key, PALM_ORIGIN } = environment
  if (PALM_ORIGIN) {
    if (!key) throw new NoTarget('请设置 PALM_OPERATOR_KEY：您自己的钥匙。')
    return { origin: PALM_ORIGIN, operatorKey: key }
  }
  const { url } = runningStack(dataDir)
  const { operatorKeys } = readJson<ProductInstallation>(join(dataDir, 'installation.json'))
  const operatorKey = key ?? (operatorKeys as Readonly<Record<string, string>>)[name]
  if (operatorKey) return { origin: url, operatorKey }
  throw new NoTarget(`没有 ${name} 这个人，可以选：${DEMO_OPERATOR_NAMES.join('、')}。`)
}

/** Where the local stack listens. */
export interface RunningStack {
  readonly url: string
  /** Of the database, for commands of the installation's keeper. */
  readonly adminUrl: string
}

export function runningStack(dataDir: string): RunningStack {
  try {
    return readJson<RunningStack>(join(dataDir, 'running.json'))
  } catch {
    throw new NoTarget('没有正在运行的本地环境：请先在另一个终端运行 npm start。')
  }
}

/** Calls an action over HTTP as the operator. */
export async function callAsOperator<Name extends ActionName>(
  { operatorKey, origin }: OperatorTarget,
  action: Name,
  request: Sent<Name>,
): Promise<Answer<Reply<Name>, Refusal<Name>>> {
  const response = await fetch(`${origin}/api/${action.split('.')[0]}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorKey}` },
    body: JSON.stringify({ action, request }),
  }).catch(() => {
    throw unreachable(origin)
  })
  return (await response.json()) as Answer<Reply<Name>, Refusal<Name>>
}

/**
 * The server's time: the clock of the local stack may have been advanced. A real environment has no
 * such page, and real time.
 */
export async function clockOf(origin: string) {
  const response = await fetch(`${origin}/_stack/clock`).catch(() => {
    throw unreachable(origin)
  })
  if (!response.ok) return epochMs(Date.now())
  return epochMs(((await response.json()) as { nowMs: number }).nowMs)
}

const unreachable = (origin: string) => new NoTarget(`连不上 ${origin}：它还在运行吗？`)

const readJson = <Value>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as Value
