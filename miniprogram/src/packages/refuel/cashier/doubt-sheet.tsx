import type { StationView } from '@palm/shared/api/station'
import { openingWords } from '@palm/client/words/station/opening'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Sheet } from '../../../components/layout/sheet'
import { useStores } from '../../../stores/app-stores'
import { distance } from '../../../words/distances'
import type { CashierStore } from './cashier-store'

/** Asks once whether the driver is at this station. */
export const DoubtSheet = observer(function DoubtSheet({ cashier }: { cashier: CashierStore }) {
  const { clock } = useStores()
  const { doubt, sale } = cashier
  const station = sale.at === 'ready' ? sale.value.station : null
  return (
    <Sheet open={doubt !== null} title='确定在这个站付款？' onClose={() => cashier.dropDoubt()}>
      {doubt && station && (
        <View>
          {doubt.isClosed && (
            <View className='doubt__line'>{closedWords(station, clock.now())}</View>
          )}
          {doubt.awayM !== null && (
            <View className='doubt__line'>
              您离{station.name} {distance(doubt.awayM)}。
            </View>
          )}
          <View className='doubt__hint'>现在还没有扣款。付款后请把口令出示给这个站的加油员。</View>
          <ActionButton id='pay-elsewhere' label='不付，再看看' onTap={() => cashier.dropDoubt()} />
          <View className='doubt__second'>
            <ActionButton
              id='pay-anyway'
              kind='plain'
              label='我就在这个站，继续付款'
              onTap={() => void cashier.payAnyway()}
            />
          </View>
        </View>
      )}
    </Sheet>
  )
})

const closedWords = (
  { name, openingHours }: StationView,
  nowMs: Parameters<typeof openingWords>[1],
) => `${name}${openingWords(openingHours, nowMs).words}。`
