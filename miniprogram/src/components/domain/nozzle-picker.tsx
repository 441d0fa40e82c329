import { formatPrice } from '@palm/shared/kernel/volume'
import type { NozzleView } from '@palm/shared/api/station'
import type { NozzleId } from '@palm/shared/station/station'
import { View } from '@tarojs/components'
import { Empty } from '../state/empty'
import './nozzle-picker.scss'
import { Sheet } from '../layout/sheet'

interface NozzlePickerProps {
  readonly open: boolean
  readonly nozzles: readonly NozzleView[]
  readonly chosen: NozzleId | null
  readonly onPick: (nozzleId: NozzleId) => void
  readonly onClose: () => void
}

/** All nozzles of the station, with their painted numbers. */
export function NozzlePicker({ chosen, nozzles, onClose, onPick, open }: NozzlePickerProps) {
  return (
    <Sheet open={open} title='请选择油枪' onClose={onClose}>
      {nozzles.length === 0 && (
        <Empty title='现在没有能用的油枪' hint='没有扣款。请问一下加油员。' />
      )}
      <View className='nozzle-picker'>
        {nozzles.map(({ gradeName, nozzleId, nozzleNumber, pumpPriceFen }) => (
          <View
            key={nozzleId}
            id={`nozzle-${nozzleNumber}`}
            className={
              nozzleId === chosen
                ? 'nozzle-picker__one nozzle-picker__one--chosen'
                : 'nozzle-picker__one'
            }
            role='button'
            onClick={() => onPick(nozzleId)}
          >
            <View className='nozzle-picker__number'>{nozzleNumber} 号枪</View>
            <View className='nozzle-picker__grade'>{gradeName}</View>
            <View className='nozzle-picker__grade'>{formatPrice(pumpPriceFen)} /L</View>
          </View>
        ))}
      </View>
    </Sheet>
  )
}
