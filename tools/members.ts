import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { orderIdOf } from '@palm/client/words/order/order-number'
import type { Answer } from '@palm/shared/api/action'
import type { Refusal } from '@palm/shared/api/actions'
import type { MergesView } from '@palm/shared/api/console/members'
import { formatYuan } from '@palm/shared/kernel/fen'
import { formatChinaTime } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import { callAsOperator, NoTarget, operatorTarget } from './operator/operator-client'
import { refusalLine } from './operator/refusal-line'
import { ROOT } from './root'

/**
 * `npm run members -- show ORDER|MEMBER` lists merges of an account; `separate MEMBER` undoes one. See
 * "wrong merge" in docs/operating.md.
 */
void main(argv[2], argv[3])

async function main(verb: string | undefined, whose: string | undefined): Promise<void> {
  try {
    exit(whose === undefined ? usage() : await act(verb, whose))
  } catch (error) {
    if (!(error instanceof NoTarget)) throw error
    stderr.write(`${error.message}\n`)
    exit(1)
  }
}

function usage(): number {
  stderr.write('用法：npm run members -- show 订单号或会员号 | separate 会员号\n')
  return 2
}

const isMemberId = (text: string): text is MemberId => text.startsWith('member:')

async function act(verb: string | undefined, whose: string): Promise<number> {
  const target = operatorTarget(env, join(ROOT, '.palm'))
  if (verb === 'separate' && isMemberId(whose)) {
    return answered(await callAsOperator(target, 'console.separateMember', { memberId: whose }))
  }
  if (verb !== 'show') return usage()
  const by = isMemberId(whose) ? { memberId: whose } : { orderId: orderIdOf(whose) }
  return answered(await callAsOperator(target, 'console.showMerges', { by }))
}

function answered(
  answer: Answer<MergesView, Refusal<'console.separateMember' | 'console.showMerges'>>,
): number {
  if (!answer.ok) {
    stderr.write(`没有做成：${refusalLine(answer)}\n`)
    return 1
  }
  stdout.write(`${linesOf(answer.reply).join('\n')}\n`)
  return 0
}

const linesOf = ({ joinedId, memberId, phone, records }: MergesView): readonly string[] => [
  `${memberId}，手机号 ${phone ?? '没有绑定'}`,
  joinedId ? `已合并 ${joinedId}` : '没有合并别的账户',
  ...records.map(
    ({ atMs, by, contracts, coupons, giftFen, kind, otherId, points, principalFen }) =>
      `${formatChinaTime(atMs)} ${kind === 'merged' ? '合并' : '分开'} ${otherId}` +
      `（${by === 'driver' ? '司机' : '客服'}）：本金 ${formatYuan(principalFen)}，` +
      `赠送 ${formatYuan(giftFen)}，积分 ${points}，券 ${coupons} 张，合约 ${contracts} 份`,
  ),
]
