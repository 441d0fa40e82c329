import { expiringHint, expiringTitle } from '@palm/client/words/benefits/membership'
import { DAY_MS } from '@palm/shared/kernel/instant'
import type { Expiring } from '@palm/shared/member/expiring'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Entry } from '../../../components/layout/entry'
import { Tag } from '../../../components/layout/tag'
import { openAccount, openCoupons } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'

/** More is unfolded. */
const SHOWN = 5
/** Only what expires this soon deserves a mark. */
const SOON_MS = 7 * DAY_MS

/** Points, coupons, gifts and the level, by the day on which they end. */
export function ExpiringCard({ entries }: { readonly entries: readonly Expiring[] }) {
  const { clock } = useStores()
  const [isWhole, setWhole] = useState(false)
  const nowMs = clock.now()
  const shown = isWhole ? entries : entries.slice(0, SHOWN)
  return (
    <View className='card' id='expiring'>
      <View className='loyalty__title'>到期提醒</View>
      {entries.length === 0 && <View className='loyalty__none'>暂时没有会到期的</View>}
      {shown.map((entry) => (
        <Entry
          key={`${entry.kind}-${entry.atMs}-${expiringTitle(entry)}`}
          title={expiringTitle(entry)}
          hints={[expiringHint(entry, nowMs)]}
          onTap={OPENS[entry.kind]}
        >
          {entry.atMs - nowMs <= SOON_MS ? (
            <Tag tone='attention' text='快到期' />
          ) : (
            <View className='loyalty__kind'>{KINDS[entry.kind]}</View>
          )}
        </Entry>
      ))}
      {!isWhole && entries.length > SHOWN && (
        <View
          className='loyalty__more'
          id='all-expiring'
          role='button'
          onClick={() => setWhole(true)}
        >
          看全部 {entries.length} 项
        </View>
      )}
    </View>
  )
}

const KINDS: Readonly<Record<Expiring['kind'], string>> = {
  points: '积分',
  coupons: '优惠券',
  gift: '电子账户',
  level: '等级',
}

/** Where it can be used. */
const OPENS: Readonly<Partial<Record<Expiring['kind'], () => void>>> = {
  coupons: () => void openCoupons(),
  gift: () => void openAccount(),
}
