import type { OfferTierView } from '@palm/shared/api/account'
import { type Fen, formatYuan, subtractFen } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Keypad } from '../../../components/input/keypad'
import { TypedMoney } from '../../../components/input/typed-money'
import type { RechargeStore } from './recharge-store'
import { offerWords } from '@palm/client/words/benefits/stored-value'

/** The amount: usual ones with their gifts, or any other. */
export const AmountChoice = observer(function AmountChoice({ store }: { store: RechargeStore }) {
  const [typing, setTyping] = useState(false)
  const { amountText } = store
  return (
    <View className='card'>
      <View className='recharge__label'>充值金额</View>
      <TypedMoney text={amountText} typing={typing} id='amount' />
      <Brings store={store} />
      <View className='tiles' role='radiogroup'>
        {store.quick.map((yuan) => (
          <Tile
            key={yuan}
            id={`amount-${yuan}`}
            label={`¥${yuan}`}
            hint={giftHint(store.giftFor(Number(yuan) * 100))}
            chosen={!typing && amountText === yuan}
            onTap={() => {
              setTyping(false)
              store.choose(yuan)
            }}
          />
        ))}
        <Tile
          id='amount-other'
          label='其他'
          hint=''
          chosen={typing}
          onTap={() => {
            setTyping(true)
            store.choose('')
          }}
        />
      </View>
      {typing && (
        <View className='recharge__keypad'>
          <Keypad onKey={store.type} />
        </View>
      )}
    </View>
  )
})

/** The gift for the amount, and for a slightly larger one. */
const Brings = observer(function Brings({ store }: { store: RechargeStore }) {
  const { amount, nextTier, tier, usedOffer } = store
  return (
    <View className='brings'>
      {tier && <View className='brings__gift'>{tierWords(tier)}</View>}
      {amount !== null && nextTier && (
        <View className='brings__next'>
          再充 {formatYuan(subtractFen(nextTier.minimumFen, amount))}，{tierWords(nextTier)}
        </View>
      )}
      {usedOffer && <View className='brings__next'>不送赠送金：{offerWords(usedOffer)}</View>}
    </View>
  )
})

const tierWords = ({ coupons, giftFen }: OfferTierView): string =>
  [
    ...(giftFen > 0 ? [`送 ${formatYuan(giftFen)}`] : []),
    ...coupons.map((title) => `送「${title}」`),
  ].join('，')

const giftHint = (giftFen: Fen) => (giftFen > 0 ? `送 ${formatYuan(giftFen)}` : '')

interface TileProps {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly chosen: boolean
  readonly onTap: () => void
}

function Tile({ chosen, hint, id, label, onTap }: TileProps) {
  return (
    <View
      id={id}
      className={chosen ? 'tiles__one tiles__one--chosen' : 'tiles__one'}
      role='radio'
      aria-checked={chosen}
      onClick={onTap}
    >
      <View className='tiles__label'>{label}</View>
      {hint !== '' && <View className='tiles__hint'>{hint}</View>}
    </View>
  )
}
