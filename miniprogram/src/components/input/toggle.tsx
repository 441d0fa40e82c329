import { View } from '@tarojs/components'
import './toggle.scss'

/** The look of a switch. The row around it takes the tap and tells its state. */
export const Toggle = ({ on }: { readonly on: boolean }) => (
  <View className={on ? 'toggle toggle--on' : 'toggle'}>
    <View className='toggle__knob' />
  </View>
)
