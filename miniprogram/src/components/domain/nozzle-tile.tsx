import { View } from '@tarojs/components'
import './nozzle-tile.scss'

interface NozzleTileProps {
  readonly number: number
  /** Completed items are shown paler. */
  readonly pale?: boolean
}

/** The number as painted on the pump. */
export function NozzleTile({ number, pale = false }: NozzleTileProps) {
  return (
    <View className={pale ? 'nozzle-tile nozzle-tile--pale' : 'nozzle-tile'}>
      <View className='nozzle-tile__number'>{number}</View>
      <View className='nozzle-tile__word'>号枪</View>
    </View>
  )
}
