import type { OfficeCall } from './staff-command'
import { refusalLine } from './refusal-line'
import type { Told } from './told'

export const USAGE = [
  '用法：npm run accounts -- 命令 会员号',
  '',
  '  freeze member:… [lost-phone|suspected-fraud|court-order]',
  '                                      冻结电子账户，默认是手机丢失',
  '  unfreeze member:…                   解冻，包括司机自己的挂失；先核实身份',
  '  remove-password member:…            司机忘了支付密码：核实身份后取消，由本人重新设置',
  '',
  '会员号在司机的「账户安全」页最下面。',
]

const usage: Told = { code: 2, lines: USAGE }

const REASONS = ['lost-phone', 'suspected-fraud', 'court-order'] as const
type Reason = (typeof REASONS)[number]

/** Runs one command about a member's account; an unknown one prints the usage. */
export async function runAccountsCommand(
  call: OfficeCall,
  [name, memberId, reason = 'lost-phone']: readonly string[],
): Promise<Told> {
  if (memberId === undefined) return usage
  switch (name) {
    case 'freeze':
      if (!isReason(reason)) return usage
      return told(await call('console.freezeAccount', { memberId, reason }), '已冻结')
    case 'unfreeze':
      return told(await call('console.unfreezeAccount', { memberId }), '已解冻')
    case 'remove-password':
      return told(await call('console.removePassword', { memberId }), '已取消支付密码')
    default:
      return usage
  }
}

const isReason = (text: string): text is Reason => REASONS.some((reason) => reason === text)

const told = (
  answer: { readonly ok: true } | ({ readonly ok: false } & Parameters<typeof refusalLine>[0]),
  done: string,
): Told =>
  answer.ok
    ? { code: 0, lines: [`${done}，下一次操作起生效。`] }
    : { code: 1, lines: [refusalLine(answer)] }
