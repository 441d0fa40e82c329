import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '@palm/shared/api/action'
import type { ActionName, Refusal, Reply, Sent } from '@palm/shared/api/actions'
import { epochMs } from '@palm/shared/kernel/instant'
import { mintToken } from '../cloudfunctions/kit/token'
import type { ProductInstallation } from './installation'

/** Where the product runs and by which secret its operator is known. */
export interface OperatorTarget {
  readonly origin: string
  readonly operatorSecret: string
}

export class NoTarget extends Error {
  override readonly name = 'NoTarget'
}

/**
 * A real environment by PALM_ORIGIN and PALM_OPERATOR_SECRET, otherwise the local stack that runs
 * now, by what `npm start` wrote down.
 */
export function operatorTarget(
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): OperatorTarget {
  const { PALM_OPERATOR_SECRET: operatorSecret, PALM_ORIGIN: origin } = environment
  if (origin && operatorSecret) return { origin, operatorSecret }
  try {
    const running = readJson<{ url: string }>(join(dataDir, 'running.json'))
    const installation = readJson<ProductInstallation>(join(dataDir, 'installation.json'))
    return { origin: running.url, operatorSecret: installation.operatorSecret }
  } catch {
    throw new NoTarget('没有正在运行的本地环境：请先在另一个终端运行 npm start。')
  }
}

/** Calls an action over HTTP as the operator, with a token made for this call. */
export async function callAsOperator<Name extends ActionName>(
  { operatorSecret, origin }: OperatorTarget,
  action: Name,
  request: Sent<Name>,
): Promise<Answer<Reply<Name>, Refusal<Name>>> {
  const { token } = await mintToken(operatorSecret, 'operator', 'operator', await clockOf(origin))
  const response = await fetch(`${origin}/api/${action.split('.')[0]}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ action, request }),
  }).catch(() => {
    throw new NoTarget(`连不上 ${origin}：它还在运行吗？`)
  })
  return (await response.json()) as Answer<Reply<Name>, Refusal<Name>>
}

/** By the server's own clock: on the local stack it may have been put forward. */
export async function clockOf(origin: string) {
  const response = await fetch(`${origin}/_stack/clock`).catch(() => null)
  if (!response?.ok) return epochMs(Date.now())
  return epochMs(((await response.json()) as { nowMs: number }).nowMs)
}

const readJson = <Value>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as Value
