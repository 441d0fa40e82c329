import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { Empty } from '../../../components/state/empty'
import { Failure } from '../../../components/state/failure'
import { OfflineBar } from '../../../components/state/offline-bar'
import { SkeletonCard } from '../../../components/state/skeleton-card'
import { readAddress, showOrder, showPassphrase, showStations } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import type { AnyRefusal } from '@palm/client/api/api-client'
import { type CashierOpening, CashierStore } from './cashier-store'
import { useSeen } from '../../../use-seen'
import { wordsForReading } from '@palm/client/words/refusals/refusals'
import { ActionButton } from '../../../components/input/action-button'
import { AmountCard } from './amount-card'
import './cashier.scss'
import { PayBar } from './pay-bar'
import { PlanCard } from './plan-card'
import { SaleCard } from './sale-card'

export default observer(function Cashier() {
  const stores = useStores()
  const { params } = useRouter()
  const [cashier] = useState(() => new CashierStore(stores, openingIn(params)))
  useEffect(() => void cashier.open(), [cashier])
  useSeen(cashier)
  useLeaveWhenPaid(cashier)
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时付不了款。' />
      <CashierCards cashier={cashier} />
    </View>
  )
})

const CashierCards = observer(function CashierCards({ cashier }: { cashier: CashierStore }) {
  const { sale } = cashier
  if (sale.at === 'loading') {
    return (
      <View>
        <SkeletonCard rows={4} />
        <SkeletonCard rows={4} />
      </View>
    )
  }
  if (sale.at === 'refused') {
    return <NoSale cashier={cashier} refusal={sale.refusal} />
  }
  return (
    <View>
      <SaleCard cashier={cashier} sale={sale.value} />
      <AmountCard cashier={cashier} />
      <PlanCard cashier={cashier} />
      <PayBar cashier={cashier} />
    </View>
  )
})

/** Retrying helps after a lost answer, but not with an invalid code. */
function NoSale({ cashier, refusal }: { cashier: CashierStore; refusal: AnyRefusal }) {
  const words = wordsForReading(refusal)
  if (!/^(scan|nozzle|station)\//.test(refusal.code)) {
    return (
      <View className='card'>
        <Failure words={words} onRetry={() => void cashier.open()} />
      </View>
    )
  }
  return (
    <View className='card'>
      <Empty title={words.what} hint={words.next} />
      <ActionButton id='to-stations' label='从油站列表里选' onTap={() => void showStations()} />
    </View>
  )
}

/** Paid, or closed meanwhile: the cashier has nothing left to do. */
function useLeaveWhenPaid(cashier: CashierStore): void {
  const { checkout } = cashier
  const { order, step } = checkout ?? {}
  const status = step === 'none' ? order?.status : undefined
  const orderId = order?.orderId
  useEffect(() => {
    if (!orderId || status === undefined || status === 'unpaid') return
    void (status === 'paid' ? showPassphrase(orderId) : showOrder(orderId))
  }, [orderId, status])
}

function openingIn(params: Partial<Record<string, string>>): CashierOpening {
  const { scanned, stationId } = readAddress(params)
  return stationId === null ? { scanned: scanned ?? '' } : { stationId }
}
