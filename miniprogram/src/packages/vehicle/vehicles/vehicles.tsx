import { shownPlate } from '@palm/shared/member/plate'
import type { Vehicle } from '@palm/shared/member/vehicle'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { vehicleWords } from '@palm/client/words/vehicles'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Icon } from '../../../components/layout/icon'
import { Tag } from '../../../components/layout/tag'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { useStores } from '../../../stores/app-stores'
import { hasRoom } from './vehicle-draft'
import { VehicleSheet } from './vehicle-sheet'
import './vehicles.scss'

/** 我的车: plates for the attendant, tanks for the check of an amount, the usual one first. */
export default observer(function Vehicles() {
  const { enter, member, network } = useStores()
  useDidShow(() => void enter())
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，暂时改不了。' />
      <WhenLoaded loaded={member.member} skeleton={[3, 3]} onRetry={() => void enter()} isCard>
        {() => <List vehicles={member.profile?.vehicles ?? []} />}
      </WhenLoaded>
    </View>
  )
})

const List = observer(function List({ vehicles }: { readonly vehicles: readonly Vehicle[] }) {
  const { member } = useStores()
  /** Place of the one that is edited; that after the last for a new one. */
  const [editing, setEditing] = useState<number | null>(null)
  return (
    <View>
      {vehicles.length === 0 && (
        <View className='card'>
          <Empty
            title='还没有添加车辆'
            hint='填了车牌，加油员更快找到您；填了油箱，金额输错时提醒您'
          />
        </View>
      )}
      {vehicles.map((vehicle, index) => (
        <View
          key={vehicle.plate ?? index}
          className='card vehicle'
          id={`vehicle-${index}`}
          role='link'
          onClick={() => setEditing(index)}
        >
          <View className='vehicle__words'>
            <View
              className={vehicle.plate ? 'vehicle__plate' : 'vehicle__plate vehicle__plate--none'}
            >
              {vehicle.plate ? shownPlate(vehicle.plate) : '未填车牌'}
            </View>
            <View className='vehicle__facts'>{vehicleWords(vehicle) || '油号和油箱未填写'}</View>
          </View>
          {index === 0 && <Tag text='常用' />}
          <Icon name='next' />
        </View>
      ))}
      {member.refusal && <Notice tone='danger' words={wordsFor(member.refusal)} />}
      {hasRoom(vehicles) ? (
        <ActionButton
          id='add-vehicle'
          kind={vehicles.length === 0 ? 'main' : 'plain'}
          label='添加车辆'
          onTap={() => setEditing(vehicles.length)}
        />
      ) : (
        <View className='vehicle__hint'>最多 5 辆车</View>
      )}
      <View className='vehicle__hint'>
        都可以不填，不影响付款。车牌会记在订单上，加油员用它找到您的车。
      </View>
      {editing !== null && (
        <VehicleSheet vehicles={vehicles} at={editing} onClose={() => setEditing(null)} />
      )}
    </View>
  )
})
