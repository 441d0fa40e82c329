import type { StatementRowView } from '@palm/shared/api/account'
import { formatYuan } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Empty } from '../../../components/state/empty'
import { Older } from '../../../components/state/older'
import { Entry } from '../../../components/layout/entry'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openOrder } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import type { PagedStore } from '@palm/client/loading/paged-store'
import { openStatement } from './statement-store'
import { ROW_WORDS, signedYuan } from '@palm/client/words/benefits/stored-value'
import { dayAndTime } from '@palm/client/words/times'
import './statement.scss'

/** 收支明细: every movement, with the balance after it. */
export default observer(function Statement() {
  const { api, network } = useStores()
  const [statement] = useState(() => openStatement(api))
  useDidShow(() => void statement.load())
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，这里是上次看到的明细。' />
      <Rows statement={statement} />
      <Older label='看更早的' list={statement} />
    </View>
  )
})

const Rows = observer(function Rows(props: { readonly statement: PagedStore<StatementRowView> }) {
  const { statement } = props
  const { clock } = useStores()
  const { items: rows } = statement
  return (
    <WhenLoaded
      loaded={rows}
      skeleton={[5]}
      onRetry={() => void statement.load()}
      isCard
      isEmpty={(value) => value.length === 0}
      empty={<Empty title='暂无明细' hint='充一次值，明细就在这里' />}
    >
      {(value) => (
        <View className='card statement'>
          {value.map((row) => (
            <StatementRow key={row.rowId} row={row} nowMs={clock.now()} />
          ))}
        </View>
      )}
    </WhenLoaded>
  )
})

/** Principal and gift are two figures here, too. */
function StatementRow(props: { readonly row: StatementRowView; readonly nowMs: EpochMs }) {
  const { atMs, balance, giftFen, kind, orderId, principalFen } = props.row
  const open = orderId === null ? undefined : () => void openOrder(orderId)
  const left = `余 ${formatYuan(balance.principalFen)}`
  const leftGift = balance.giftFen > 0 ? `，赠 ${formatYuan(balance.giftFen)}` : ''
  return (
    <Entry
      title={ROW_WORDS[kind]}
      onTap={open}
      hints={[dayAndTime(atMs, props.nowMs), left + leftGift]}
    >
      {principalFen !== 0 && <View className='statement__own'>{signedYuan(principalFen)}</View>}
      {giftFen !== 0 && <View className='statement__gift'>赠送 {signedYuan(giftFen)}</View>}
    </Entry>
  )
}
