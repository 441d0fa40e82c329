import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Line } from '../../../components/layout/line'
import { Money } from '../../../components/figure/money'
import { MessageAsk } from '../../../message-ask'
import { goBack, openInvoiceApplication } from '../../../navigation'
import type { RechargeStore } from './recharge-store'

/** The recharge has arrived: amount, gift and new balance. */
export const Recharged = observer(function Recharged({ store }: { store: RechargeStore }) {
  const { account, recharge } = store
  if (!recharge) return null
  const { amountFen, giftFen } = recharge
  return (
    <View>
      <View className='card recharged'>
        <View className='recharged__status' id='status'>
          ✓ 充值到账
        </View>
        <Money amount={amountFen} size='hero' id='amount' />
        {giftFen > 0 && <View className='recharged__gift'>另送 {formatYuan(giftFen)} 赠送金</View>}
      </View>
      {account.view && (
        <View className='card'>
          <Line label='现在的本金' tone='strong'>
            {formatYuan(account.view.principalFen)}
          </Line>
          <Line label='现在的赠送金' tone='saving'>
            {formatYuan(account.view.giftFen)}
          </Line>
        </View>
      )}
      <View
        className='recharged__invoice'
        id='invoice'
        role='button'
        onClick={() => void openInvoiceApplication({ of: 'recharges' })}
      >
        给这笔充值开发票
      </View>
      <MessageAsk label='充值、退款到账时通知我' topics={['recharge', 'refund']} />
      <BottomBar>
        <ActionButton id='done' label='完成' onTap={() => void goBack()} />
      </BottomBar>
    </View>
  )
})
