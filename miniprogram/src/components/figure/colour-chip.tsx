import type { PassphraseColour } from '@palm/shared/passphrase/passphrase'
import { View } from '@tarojs/components'
import './colour-chip.scss'

const NAMES: Readonly<Record<PassphraseColour, string>> = {
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  green: '绿色',
  cyan: '青色',
  blue: '蓝色',
  purple: '紫色',
  pink: '粉色',
}

/** The colour of a passphrase, with its name for colour-blind people. */
export function ColourChip({ colour }: { readonly colour: PassphraseColour }) {
  return (
    <View className={`colour-chip colour-chip--${colour}`} id='colour'>
      {NAMES[colour]}
    </View>
  )
}
