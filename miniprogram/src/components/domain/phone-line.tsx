import { View } from '@tarojs/components'
import './phone-line.scss'

interface PhoneLineProps {
  readonly id: string
  readonly label: string
  readonly hours: string
  readonly phone: string
  readonly onCall: (phone: string) => void
}

/** A number that a tap puts into the phone's dialler; it can also be read. */
export function PhoneLine({ hours, id, label, onCall, phone }: PhoneLineProps) {
  return (
    <View className='phone-line' id={id} role='button' onClick={() => onCall(phone)}>
      <View className='phone-line__words'>
        <View>{label}</View>
        {hours !== '' && <View className='phone-line__hours'>{hours}</View>}
      </View>
      <View className='phone-line__phone'>{phone}</View>
      <View className='phone-line__call'>拨打</View>
    </View>
  )
}
