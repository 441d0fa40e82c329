import type { HomeView } from '@palm/shared/api/member'
import { addFen, formatYuan } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { expiringWords } from '@palm/client/words/benefits/expiring'
import { View } from '@tarojs/components'
import { Money } from '../../components/figure/money'

interface TilesProps {
  readonly home: HomeView
  readonly nowMs: EpochMs
  readonly onCoupons: () => void
  readonly onAccount: () => void
}

/** 可用优惠券, and 电子账户 where the operator has it. */
export function Tiles({ home, nowMs, onAccount, onCoupons }: TilesProps) {
  const { coupons, member } = home
  const { storedValue } = member
  const expiring = expiringWords(coupons, nowMs)
  return (
    <View className='home-tiles'>
      <View className='card home-tile' id='home-coupons' role='link' onClick={onCoupons}>
        <View className='home-tile__label'>可用优惠券</View>
        <View className='home-tile__figure'>{coupons.usable} 张</View>
        {coupons.usable === 0 ? (
          <View className='home-tile__link'>去领券 ›</View>
        ) : (
          <View className={expiring === null ? 'home-tile__hint' : 'home-tile__expiring'}>
            {expiring ?? '长期有效'}
          </View>
        )}
      </View>
      {storedValue && (
        <View className='card home-tile' id='home-account' role='link' onClick={onAccount}>
          <View className='home-tile__label'>电子账户</View>
          <View className='home-tile__figure'>
            <Money size='medium' amount={addFen(storedValue.principalFen, storedValue.giftFen)} />
          </View>
          {storedValue.giftFen > 0 ? (
            <View className='home-tile__hint'>含赠送 {formatYuan(storedValue.giftFen)}</View>
          ) : (
            <View className='home-tile__link'>去充值 ›</View>
          )}
        </View>
      )}
    </View>
  )
}
