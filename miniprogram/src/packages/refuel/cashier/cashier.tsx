import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { Empty } from '../../../components/state/empty'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { readAddress, showOrder, showPassphrase, showStations } from '../../../navigation'
import { type AppStores, useStores } from '../../../stores/app-stores'
import type { AnyRefusal } from '@palm/client/api/api-client'
import { type CashierOpening, CashierStore } from './cashier-store'
import type { Habits } from './habits'
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
  const [cashier] = useState(
    () => new CashierStore({ ...stores, habits: () => habitsOf(stores) }, openingIn(params)),
  )
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
  return (
    <WhenLoaded
      loaded={cashier.sale}
      skeleton={[4, 4]}
      isCard
      final={(refusal) =>
        INVALID_CODE.test(refusal.code) ? <NoSale cashier={cashier} refusal={refusal} /> : null
      }
      onRetry={() => void cashier.open()}
    >
      {(sale) => (
        <View>
          <SaleCard cashier={cashier} sale={sale} />
          <AmountCard cashier={cashier} />
          {/* A place of its own: what comes and goes sends its neighbours to the view again. */}
          <View>
            <PlanCard cashier={cashier} />
          </View>
          <PayBar cashier={cashier} />
        </View>
      )}
    </WhenLoaded>
  )
})

/** From the phone alone, without a call: after a cold start the kept first screen says it. */
function habitsOf({ home, member }: AppStores): Habits {
  const profile = member.profile ?? home.view?.member.profile ?? null
  return { vehicles: profile?.vehicles ?? [], lastFillFen: home.view?.lastFillFen ?? null }
}

/** Retrying helps after a lost answer, but not with an invalid code. */
const INVALID_CODE = /^(scan|nozzle|station)\//

interface NoSaleProps {
  readonly cashier: CashierStore
  readonly refusal: AnyRefusal
}

const NoSale = observer(function NoSale({ cashier, refusal }: NoSaleProps) {
  const { stations, wallet } = useStores()
  const { next, what } = wordsForReading(refusal)
  const isStationKnown = refusal.code.startsWith('nozzle/') && cashier.stationOfCode !== null
  const rescan = async () => {
    const scanned = await wallet.scan()
    if (scanned !== null) await cashier.rescan(scanned)
  }
  return (
    <View className='card'>
      <Empty title={what} hint={next} />
      <ActionButton id='rescan' label='重新扫码' onTap={() => void rescan()} />
      {isStationKnown && (
        <View className='no-sale__second'>
          <ActionButton
            id='to-station'
            kind='plain'
            label='选这个站的油枪'
            onTap={() => void cashier.openStationOfCode()}
          />
        </View>
      )}
      <View className='no-sale__second'>
        <ActionButton
          id='to-stations'
          kind='plain'
          label='从油站列表里选'
          onTap={() => void showStations(stations)}
        />
      </View>
    </View>
  )
})

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
