import type { RefundPreview } from '@palm/shared/api/account'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Line } from '../../../components/layout/line'
import { Notice } from '../../../components/state/notice'
import { Sheet } from '../../../components/layout/sheet'
import { WhenLoaded } from '../../../components/state/when-loaded'
import type { RefundStore } from './refund-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'

/** Preview of the refund and its deductions. */
export const PreviewSheet = observer(function PreviewSheet({ refund }: { refund: RefundStore }) {
  return (
    <Sheet open={refund.chosen !== null} title='退款明细' onClose={refund.leave}>
      <Preview refund={refund} />
    </Sheet>
  )
})

const Preview = observer(function Preview({ refund }: { refund: RefundStore }) {
  const { busy, chosen, preview, refusal } = refund
  return (
    <WhenLoaded
      loaded={preview}
      skeleton={[3]}
      onRetry={() => chosen && void refund.choose(chosen)}
    >
      {(value) => (
        <View>
          <Figures preview={value} />
          {refusal && <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />}
          <ActionButton
            id='confirm-refund'
            label={`退回 ${formatYuan(value.amountFen)}`}
            loading={busy}
            onTap={() => void refund.confirm()}
          />
        </View>
      )}
    </WhenLoaded>
  )
})

function Figures({ preview }: { readonly preview: RefundPreview }) {
  const { amountFen, couponsLost, couponsSpentFen, giftLostFen, giftSpentFen } = preview
  return (
    <View className='preview'>
      <Line label='未用本金'>{formatYuan(preview.principalFen)}</Line>
      {giftSpentFen > 0 && <Line label='扣掉花过的赠送金'>−{formatYuan(giftSpentFen)}</Line>}
      {couponsSpentFen > 0 && (
        <Line label='扣掉用掉或送出的券'>−{formatYuan(couponsSpentFen)}</Line>
      )}
      <Line label='退回钱包' tone='strong'>
        {formatYuan(amountFen)}
      </Line>
      {giftLostFen > 0 && <Line label='收回没花的赠送金'>{formatYuan(giftLostFen)}</Line>}
      {couponsLost > 0 && <Line label='收回没用的券'>{couponsLost} 张</Line>}
    </View>
  )
}
