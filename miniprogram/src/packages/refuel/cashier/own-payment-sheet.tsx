import { tenderLines } from '@palm/client/words/order/tenders'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { PasswordPad } from '../../../components/input/password-pad'
import { Line } from '../../../components/layout/line'
import { Sheet } from '../../../components/layout/sheet'
import { Notice } from '../../../components/state/notice'
import { useStores } from '../../../stores/app-stores'
import { PASSWORD_DIGITS } from '../../../stores/digits'
import type { CashierStore } from './cashier-store'

/** Asks before stored value or points leave the account, as a wallet does before it pays. */
export const OwnPaymentSheet = observer(function OwnPaymentSheet({
  cashier,
}: {
  readonly cashier: CashierStore
}) {
  const { wallet } = useStores()
  const { isPaying, own, refusal, step } = cashier
  const { asked } = own
  return (
    <Sheet
      open={asked !== null && step !== 'in-wallet'}
      title={asked?.needsPassword ? '请输入支付密码' : '确认付款'}
      onClose={() => own.drop()}
    >
      {asked && (
        <View id='own-payment'>
          {tenderLines(asked.tenders, wallet.provider).map(({ figure, label }) => (
            <Line key={label} label={label}>
              {figure}
            </Line>
          ))}
          {refusal && <Notice id='own-refusal' tone='danger' words={wordsFor(refusal)} />}
          {asked.needsPassword ? (
            <PasswordEntry cashier={cashier} />
          ) : (
            <View className='own-payment__button'>
              <ActionButton
                id='pay-own'
                label='确认付款'
                loading={isPaying}
                onTap={() => void cashier.payOwn()}
              />
            </View>
          )}
        </View>
      )}
    </Sheet>
  )
})

/** The last digit sends it. */
const PasswordEntry = observer(function PasswordEntry({
  cashier,
}: {
  readonly cashier: CashierStore
}) {
  const { own, price } = cashier
  const type = (key: string) => {
    own.password.type(key)
    if (own.password.isWhole) void cashier.payOwn()
  }
  const withoutAccount = () => {
    own.drop()
    cashier.letPay({ ...price.use, storedValue: false })
  }
  return (
    <View>
      <PasswordPad count={own.password.typed.length} length={PASSWORD_DIGITS} onKey={type} />
      <View
        className='own-payment__other'
        id='pay-without-account'
        role='button'
        onClick={withoutAccount}
      >
        忘记密码？这一单不用电子账户
      </View>
    </View>
  )
})
