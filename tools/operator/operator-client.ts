import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '@palm/shared/api/action'
import type { ActionName, Refusal, Reply, Sent } from '@palm/shared/api/actions'
import { epochMs } from '@palm/shared/kernel/instant'
import { OPERATOR_SCOPES, type OperatorScope } from '@palm/shared/staff/policy'
import {
  mintOperatorToken,
  type Operator,
  operatorKeyOf,
} from '../../cloudfunctions/edge/identity/operator-token'
import type { ProductInstallation } from './installation'

/**
 * Address of the product, and the caller: a person with a personal key, or the holder of the
 * secret.
 */
export type OperatorTarget = { readonly origin: string } & (
  | { readonly operator: Operator; readonly operatorKey: string }
  | { readonly operatorSecret: string }
)

/** The owner of the local stack: every scope, under one name. */
const LOCAL: Operator = { operatorId: 'operator:local', scopes: OPERATOR_SCOPES }

export class NoTarget extends Error {
  override readonly name = 'NoTarget'
}

/**
 * A real environment by PALM_ORIGIN and the person's PALM_OPERATOR, PALM_OPERATOR_SCOPES and
 * PALM_OPERATOR_KEY (`npm run staff -- key` makes them), otherwise the running local stack, as
 * recorded by `npm start`.
 */
export function operatorTarget(
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): OperatorTarget {
  const { PALM_OPERATOR_KEY: operatorKey, PALM_ORIGIN: origin } = environment
  if (origin) {
    if (!operatorKey)
      throw new NoTarget('请设置 PALM_OPERATOR、PALM_OPERATOR_SCOPES 和 PALM_OPERATOR_KEY。')
    return { origin, operator: operatorOf(environment), operatorKey }
  }
  try {
    const running = readJson<{ url: string }>(join(dataDir, 'running.json'))
    const installation = readJson<ProductInstallation>(join(dataDir, 'installation.json'))
    return { origin: running.url, operatorSecret: installation.operatorSecret }
  } catch {
    throw new NoTarget('没有正在运行的本地环境：请先在另一个终端运行 npm start。')
  }
}

/** Calls an action over HTTP as the operator, with a token for this call only. */
export async function callAsOperator<Name extends ActionName>(
  target: OperatorTarget,
  action: Name,
  request: Sent<Name>,
): Promise<Answer<Reply<Name>, Refusal<Name>>> {
  const { origin } = target
  const operator = 'operator' in target ? target.operator : LOCAL
  const key =
    'operatorKey' in target ? target.operatorKey : operatorKeyOf(target.operatorSecret, LOCAL)
  const token = await mintOperatorToken(key, operator, await clockOf(origin))
  const response = await fetch(`${origin}/api/${action.split('.')[0]}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ action, request }),
  }).catch(() => {
    throw new NoTarget(`连不上 ${origin}：它还在运行吗？`)
  })
  return (await response.json()) as Answer<Reply<Name>, Refusal<Name>>
}

/** As printed by `npm run staff -- key`. */
export function operatorOf({
  PALM_OPERATOR: name = '',
  PALM_OPERATOR_SCOPES: scopes = '',
}: Readonly<Record<string, string | undefined>>): Operator {
  const asked = scopes.split(',').filter((scope) => scope !== '')
  const known = asked.filter((scope): scope is OperatorScope =>
    OPERATOR_SCOPES.some((one) => one === scope),
  )
  const isGood = /^[a-z0-9-]{2,30}$/.test(name) && asked.length > 0 && known.length === asked.length
  if (isGood) return { operatorId: `operator:${name}`, scopes: known }
  throw new NoTarget(
    `姓名用 2 到 30 个小写字母、数字或 -；权限从 ${OPERATOR_SCOPES.join('、')} 里选，用逗号隔开。`,
  )
}

/** The server's own clock: on the local stack it may have been advanced. */
export async function clockOf(origin: string) {
  const response = await fetch(`${origin}/_stack/clock`).catch(() => null)
  if (!response?.ok) return epochMs(Date.now())
  return epochMs(((await response.json()) as { nowMs: number }).nowMs)
}

const readJson = <Value>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as Value
