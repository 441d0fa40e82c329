import type { StationView } from '@palm/shared/api/station'
import { formatYuan } from '@palm/shared/kernel/fen'
import { formatLitres } from '@palm/shared/kernel/volume'
import { openingWords } from '@palm/client/words/station/opening'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Sheet } from '../../../components/layout/sheet'
import { useStores } from '../../../stores/app-stores'
import { distance } from '../../../words/distances'
import type { CashierStore } from './cashier-store'
import type { TooMuch } from './habits'

/** Asks once whether the driver is at this station, and whether the amount is no slip. */
export const DoubtSheet = observer(function DoubtSheet({ cashier }: { cashier: CashierStore }) {
  const { clock } = useStores()
  const { amount, doubt, sale } = cashier
  const station = sale.at === 'ready' ? sale.value.station : null
  const isPlace = doubt !== null && (doubt.isClosed || doubt.awayM !== null)
  return (
    <Sheet
      open={doubt !== null}
      title={isPlace ? '确定在这个站付款？' : '请核对金额'}
      onClose={() => cashier.dropDoubt()}
    >
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
          {doubt.tooMuch && amount !== null && (
            <View className='doubt__line' id='too-much'>
              {formatYuan(amount)} {tooMuchWords(doubt.tooMuch)}
            </View>
          )}
          <View className='doubt__hint'>
            现在还没有扣款。{isPlace ? '付款后请把口令出示给这个站的加油员。' : ''}
          </View>
          <ActionButton id='pay-elsewhere' label='不付，再看看' onTap={() => cashier.dropDoubt()} />
          <View className='doubt__second'>
            <ActionButton
              id='pay-anyway'
              kind='plain'
              label={isPlace ? '我就在这个站，继续付款' : '金额没错，继续付款'}
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

/** `约 256.08 L，您的油箱是 50 L，上次加了 ¥200.00。` */
const tooMuchWords = ({ lastFillFen, tankMl, volumeMl }: TooMuch): string =>
  [
    `约 ${formatLitres(volumeMl)}`,
    tankMl !== null && `您的油箱是 ${tankMl / 1_000} L`,
    lastFillFen !== null && `上次加了 ${formatYuan(lastFillFen)}`,
    tankMl === null && lastFillFen === null && '比一般的油箱大得多',
  ]
    .filter(Boolean)
    .join('，') + '。'
