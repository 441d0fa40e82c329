import { View } from '@tarojs/components'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Chips } from '../../../components/input/chips'
import { Choices } from '../../../components/input/choices'
import { Keypad } from '../../../components/input/keypad'
import { PasswordPad } from '../../../components/input/password-pad'
import { ShareButton } from '../../../components/input/share-button'
import { Stars } from '../../../components/input/stars'
import { Toggle } from '../../../components/input/toggle'
import { TypedMoney } from '../../../components/input/typed-money'
import { nothing, Sample, Side } from './sample'

const KINDS = ['main', 'plain', 'small', 'danger'] as const
const AMOUNTS = ['100', '200', '300', '500', '1000', '其他'].map((value) => ({
  value,
  label: value === '其他' ? value : `¥${value}`,
}))

export const InputSamples = () => (
  <View>
    <Sample of='action-button'>
      {KINDS.map((kind) => (
        <View key={kind} className='sample'>
          <ActionButton kind={kind} label='确认充值' onTap={nothing} />
          <ActionButton kind={kind} label='确认充值' disabled onTap={nothing} />
          <ActionButton kind={kind} label='确认充值' loading onTap={nothing} />
        </View>
      ))}
    </Sample>
    <Sample of='share-button'>
      <ShareButton id='sample-share' label='发给微信好友' />
    </Sample>
    <Sample of='toggle'>
      <Side>
        <Toggle on={false} />
        <Toggle on />
      </Side>
    </Sample>
    <Sample of='typed-money'>
      <TypedMoney id='typed-none' text='' typing={false} />
      <TypedMoney id='typed-some' text='12.' typing />
      <TypedMoney id='typed-most' text='99999.99' typing={false} />
    </Sample>
    <Chosen />
    <Sample of='keypad'>
      <Keypad onKey={nothing} />
    </Sample>
    <Sample of='password-pad'>
      <PasswordPad count={2} length={6} onKey={nothing} />
    </Sample>
  </View>
)

/** Choices that can be tried. */
function Chosen() {
  const [amount, setAmount] = useState<string | null>('200')
  const [stars, setStars] = useState<1 | 2 | 3 | 4 | 5 | null>(null)
  return (
    <View>
      <Sample of='chips'>
        <Chips name='strong' chips={AMOUNTS} chosen={amount} onChoose={setAmount} />
        <Chips name='quiet' kind='quiet' chips={AMOUNTS} chosen={null} onChoose={setAmount} />
      </Sample>
      <Sample of='choices'>
        <Choices name='amount' choices={AMOUNTS} chosen={amount} onChoose={setAmount} />
      </Sample>
      <Sample of='stars'>
        <Stars chosen={stars} onChoose={setStars} />
      </Sample>
    </View>
  )
}
