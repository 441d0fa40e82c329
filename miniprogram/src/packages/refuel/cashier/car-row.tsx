import { isSameVehicle, vehicleWords } from '@palm/client/words/vehicles'
import { shownPlate } from '@palm/shared/member/plate'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Icon } from '../../../components/layout/icon'
import { Row } from '../../../components/layout/row'
import { Sheet } from '../../../components/layout/sheet'
import type { HabitStore } from './habit-store'

/** The car that is refuelled: its plate helps the attendant to find it. Not shown without any. */
export const CarRow = observer(function CarRow({ usual }: { readonly usual: HabitStore }) {
  const [choosing, setChoosing] = useState(false)
  const { vehicle, vehicles } = usual
  if (vehicles.every(({ plate }) => plate === null)) return null
  const choose = (chosen: typeof vehicle) => {
    usual.choose(chosen)
    setChoosing(false)
  }
  return (
    <View>
      <View className='sale__car' id='car' role='button' onClick={() => setChoosing(true)}>
        <View className='sale__car-label'>车牌，加油员凭它找到您</View>
        <View className={vehicle?.plate ? 'sale__plate' : 'sale__plate sale__plate--none'}>
          {vehicle?.plate ? shownPlate(vehicle.plate) : '不带车牌'}
          <Icon name='next' />
        </View>
      </View>
      <Sheet open={choosing} title='给哪辆车加油' onClose={() => setChoosing(false)}>
        {vehicles.map((each, index) => (
          <Row
            key={each.plate ?? index}
            id={`car-${index}`}
            label={each.plate ? shownPlate(each.plate) : '没填车牌的车'}
            value={isSameVehicle(each, vehicle) ? '✓ 已选' : vehicleWords(each)}
            onTap={() => choose(each)}
          />
        ))}
        <Row
          id='car-none'
          label='不带车牌'
          value={vehicle === null ? '✓ 已选' : ''}
          onTap={() => choose(null)}
        />
      </Sheet>
    </View>
  )
})
