import { UNPROVEN_REASONS, type UnprovenReason } from '@palm/shared/order/facts/order'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Choices } from '../../../components/input/choices'
import { ColourChip } from '../../../components/figure/colour-chip'
import { Keypad } from '../../../components/input/keypad'
import { Sheet } from '../../../components/layout/sheet'
import type { VerifyStore } from '../../../stores/staff/verify-store'
import { UNPROVEN_WORDS } from '@palm/client/words/order/approval'
import '../reason.scss'

const REASONS = UNPROVEN_REASONS.map((value) => ({ value, label: UNPROVEN_WORDS[value] }))

const PLACES = [0, 1, 2, 3, 4, 5]

/** Three ways to verify: compare words and colour, type the digits, scan. */
export const PassphraseStep = observer(function PassphraseStep({ store }: { store: VerifyStore }) {
  const { digits, expected } = store
  return (
    <View className='card'>
      {expected && (
        <View className='expected'>
          <View className='expected__label'>司机手机上应该是</View>
          <View className='expected__row'>
            <View className='expected__words' id='words'>
              {expected.words.join(' · ')}
            </View>
            <ColourChip colour={expected.colour} />
          </View>
        </View>
      )}
      <View className='places' id='digits'>
        {PLACES.map((place) => (
          <View
            key={place}
            className={place === digits.length ? 'places__one places__one--next' : 'places__one'}
          >
            {digits[place] ?? ''}
          </View>
        ))}
      </View>
      <Keypad withoutPoint onKey={store.typeDigit} />
      <View className='verify__buttons'>
        <ActionButton id='scan' label='扫口令码' onTap={() => void store.scan()} />
      </View>
      <WithoutPassphrase store={store} />
    </View>
  )
})

function WithoutPassphrase({ store }: { readonly store: VerifyStore }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState<UnprovenReason | null>(null)
  const [note, setNote] = useState('')
  return (
    <View>
      <View
        className='verify__link'
        id='no-passphrase'
        role='button'
        onClick={() => setAsking(true)}
      >
        司机没有口令？
      </View>
      <Sheet open={asking} title='没有口令也要确认？' onClose={() => setAsking(false)}>
        <View className='verify__words'>
          只在您亲眼看到这辆车、这把枪、这个金额都对得上时才这样做。原因会和您的名字一起记下，站长看得到。
        </View>
        <Choices name='why' choices={REASONS} chosen={reason} onChoose={setReason} />
        <Input
          id='note'
          className='reason__note'
          value={note}
          maxlength={60}
          placeholder='补充一句（可以不填）'
          onInput={({ detail }) => setNote(detail.value)}
        />
        <ActionButton
          id='go-without'
          kind='danger'
          label='已核对车辆，免口令确认'
          disabled={reason === null}
          onTap={() => reason && store.goWithoutPassphrase({ reason, note })}
        />
      </Sheet>
    </View>
  )
}
