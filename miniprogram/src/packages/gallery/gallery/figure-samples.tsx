import { PASSPHRASE_COLOURS } from '@palm/shared/passphrase/passphrase'
import { fen } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { ColourChip } from '../../../components/figure/colour-chip'
import { Money } from '../../../components/figure/money'
import { ProgressBar } from '../../../components/figure/progress-bar'
import { ProgressRing } from '../../../components/figure/progress-ring'
import { Ring } from '../../../components/figure/ring'
import { Sample, Side } from './sample'

const AMOUNTS = [
  ['hero', 17_232],
  ['large', 9_999_999],
  ['medium', -500],
  ['medium', 0],
] as const
const FRACTIONS = [0, 0.5, 0.999, 1] as const

export const FigureSamples = () => (
  <View>
    <Sample of='money'>
      {AMOUNTS.map(([size, amount]) => (
        <View key={amount}>
          <Money size={size} amount={fen(amount)} />
        </View>
      ))}
    </Sample>
    <Sample of='colour-chip'>
      <Side>
        {PASSPHRASE_COLOURS.map((colour) => (
          <ColourChip key={colour} colour={colour} />
        ))}
      </Side>
    </Sample>
    <Sample of='progress-bar'>
      {FRACTIONS.map((fraction) => (
        <ProgressBar key={fraction} fraction={fraction} />
      ))}
    </Sample>
    <Sample of='progress-ring'>
      <Side>
        {FRACTIONS.map((fraction) => (
          <ProgressRing key={fraction} fraction={fraction} size='small'>
            <View className='sample__figure'>{Math.floor(100 * fraction)}%</View>
          </ProgressRing>
        ))}
      </Side>
      <ProgressRing fraction={0.5}>¥1,500.00</ProgressRing>
    </Sample>
    <Sample of='ring'>
      <Side>
        {FRACTIONS.map((fraction) => (
          <Ring key={fraction} fraction={fraction} />
        ))}
      </Side>
    </Sample>
  </View>
)
