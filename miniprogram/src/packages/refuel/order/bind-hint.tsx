import type { OrderView } from '@palm/shared/api/order'
import { observer } from 'mobx-react-lite'
import { Suggestion } from '../../../components/state/suggestion'
import { openPhone } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'

/** After the fuel, since a payment needs no number; once, if the driver does not want it. */
export const BindHint = observer(function BindHint({ order }: { readonly order: OrderView }) {
  const { member } = useStores()
  if (order.status !== 'confirmed' || !member.mayBind) return null
  return (
    <Suggestion
      id='number'
      words='绑定手机号，换了手机也能找回券、积分和余额。'
      label='去绑定'
      onFollow={() => void openPhone()}
      onSkip={member.skipPhone}
    />
  )
})
