import type { NozzleView, StationWithNozzles } from '@palm/shared/api/station'
import { type Fen, formatYuan } from '@palm/shared/kernel/fen'
import { type FenPerLitre, formatPrice } from '@palm/shared/kernel/volume'
import type { GradeId } from '@palm/shared/station/grade'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Choices } from '../../../components/input/choices'
import { NozzlePicker } from '../../../components/domain/nozzle-picker'
import { NozzleTile } from '../../../components/domain/nozzle-tile'
import { Notice } from '../../../components/state/notice'
import { useStores } from '../../../stores/app-stores'
import { openingWords } from '@palm/client/words/station/opening'
import { CarRow } from './car-row'
import type { CashierStore } from './cashier-store'
import { WAY_WORDS } from '@palm/client/words/order/order-status'
import { PHONE_POLICY_WORDS } from '../../../words/phone-policy'

interface SaleCardProps {
  readonly cashier: CashierStore
  readonly sale: StationWithNozzles
}

/** Station, nozzle and price. */
export const SaleCard = observer(function SaleCard({ cashier, sale }: SaleCardProps) {
  const { station } = sale
  // A station from the list leaves the nozzle open: that is the first thing to choose.
  const [picking, setPicking] = useState(cashier.nozzle === null)
  const policyWords = PHONE_POLICY_WORDS[station.phonePolicy]
  return (
    <View>
      <View className='card sale'>
        <View className='sale__head'>
          <View className='sale__words'>
            <View className='sale__station'>{station.name}</View>
            <View className='sale__payee'>收款方 {station.payeeName}</View>
            <Closed openingHours={station.openingHours} />
          </View>
          {cashier.nozzle && (
            <View
              className='sale__change'
              id='change-nozzle'
              role='button'
              onClick={() => setPicking(true)}
            >
              <View className='sale__change-word'>换枪</View>
            </View>
          )}
        </View>
        <NozzleRow cashier={cashier} onPick={() => setPicking(true)} />
        <CarRow usual={cashier.usual} />
        {station.ways.length > 1 && (
          <View className='sale__ways'>
            <Choices
              name='way'
              choices={station.ways.map((way) => ({ value: way, label: WAY_WORDS[way] }))}
              chosen={cashier.way}
              onChoose={cashier.chooseWay}
            />
          </View>
        )}
      </View>
      {policyWords && <Notice tone='attention' words={policyWords} id='phone-policy' />}
      <NozzlePicker
        open={picking}
        nozzles={usualFirst(sale.nozzles, cashier.usual.vehicle?.gradeId ?? null)}
        chosen={cashier.nozzle?.nozzleId ?? null}
        onClose={() => setPicking(false)}
        onPick={(nozzleId) => {
          cashier.chooseNozzle(nozzleId)
          setPicking(false)
        }}
      />
    </View>
  )
})

const usualFirst = (nozzles: readonly NozzleView[], gradeId: GradeId | null) => [
  ...nozzles.filter((nozzle) => nozzle.gradeId === gradeId),
  ...nozzles.filter((nozzle) => nozzle.gradeId !== gradeId),
]

const Closed = observer(function Closed({ openingHours }: { readonly openingHours: string }) {
  const { clock } = useStores()
  const { isClosed, words } = openingWords(openingHours, clock.now())
  return isClosed ? (
    <View className='sale__closed' id='closed'>
      {words}
    </View>
  ) : null
})

const NozzleRow = observer(function NozzleRow(props: {
  readonly cashier: CashierStore
  readonly onPick: () => void
}) {
  const { nozzle } = props.cashier
  if (!nozzle) {
    return (
      <View className='sale__pick' id='pick-nozzle' role='button' onClick={props.onPick}>
        请选择油枪 ›
      </View>
    )
  }
  return (
    <View className='sale__nozzle'>
      <NozzleTile number={nozzle.nozzleNumber} />
      <View className='sale__grade'>{nozzle.gradeName}</View>
      <NozzlePrice pumpPriceFen={nozzle.pumpPriceFen} yourPriceFen={yourPriceFen(props.cashier)} />
    </View>
  )
})

interface NozzlePriceProps {
  readonly pumpPriceFen: FenPerLitre
  /** Null while it is not known. */
  readonly yourPriceFen: Fen | null
}

/** The pump price, and the driver's price per litre if it is lower. */
function NozzlePrice({ pumpPriceFen, yourPriceFen }: NozzlePriceProps) {
  const isLess = yourPriceFen !== null && yourPriceFen < pumpPriceFen
  return (
    <View className='sale__price'>
      <View className='sale__price-word'>
        {isLess ? `枪价 ${formatPrice(pumpPriceFen)} · 您的价` : '枪价'}
      </View>
      <View className='sale__price-figure'>
        {yourPriceFen === null ? formatPrice(pumpPriceFen) : formatYuan(yourPriceFen)}
        <Text className='sale__unit'> /L</Text>
      </View>
    </View>
  )
}

const yourPriceFen = ({ price: { quote } }: CashierStore): Fen | null =>
  quote?.at === 'ready' ? quote.value.pricePerLitreFen : null
