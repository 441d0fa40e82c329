import { View } from '@tarojs/components'
import './toggle.scss'

/** The look of a switch; the row around it is what is tapped, and tells its state. */
export const Toggle = ({ on }: { readonly on: boolean }) => (
  <View className={on ? 'toggle toggle--on' : 'toggle'}>
    <View className='toggle__knob' />
  </View>
)
