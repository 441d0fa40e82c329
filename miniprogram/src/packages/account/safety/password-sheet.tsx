import { wordsFor } from '@palm/client/words/refusals/refusals'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { PasswordPad } from '../../../components/input/password-pad'
import { Sheet } from '../../../components/layout/sheet'
import { Notice } from '../../../components/state/notice'
import { PASSWORD_DIGITS } from '../../../stores/digits'
import type { Entry, SafetyStore } from './safety-store'

const TITLES: Readonly<Record<Entry, string>> = {
  current: '请输入支付密码',
  new: '设置新的支付密码',
  repeat: '请再输一遍',
}

const DIFFERENT = { what: '两次输入的不一样', next: '没有保存，请重新输入。' }

/** Asks for digits, one entry after the other. */
export const PasswordSheet = observer(function PasswordSheet({
  safety,
}: {
  readonly safety: SafetyStore
}) {
  const { differs, digits, entry, refusal, task } = safety
  return (
    <Sheet
      open={task !== null}
      title={entry === null ? '正在保存…' : TITLES[entry]}
      onClose={() => safety.drop()}
    >
      <View id='password-sheet'>
        {differs && <Notice id='differs' tone='danger' words={DIFFERENT} />}
        {refusal && <Notice id='password-refusal' tone='danger' words={wordsFor(refusal)} />}
        <PasswordPad
          count={digits.typed.length}
          length={PASSWORD_DIGITS}
          onKey={(key) => void safety.type(key)}
        />
      </View>
    </Sheet>
  )
})
