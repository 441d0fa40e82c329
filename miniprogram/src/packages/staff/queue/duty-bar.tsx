import { readShownCode } from '@palm/shared/passphrase/shown-code'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Notice } from '../../../components/state/notice'
import { Sheet } from '../../../components/layout/sheet'
import { openOfflineCheck, openVerify } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { wordsFor } from '@palm/client/words/refusals/refusals'

/** The attendant's three actions: end the duty, scan a driver's code, check by hand. */
export const DutyBar = observer(function DutyBar() {
  const { network, queue, staff, wallet } = useStores()
  const [leaving, setLeaving] = useState(false)
  const scan = async () => {
    const shown = await wallet.scan()
    if (shown === null) return
    // The server may know an order that is not on any loaded page.
    const code = readShownCode(shown)
    if (code && network.online) await queue.search({ orderId: code.orderId })
    await openVerify({ shown })
  }
  const leave = async () => {
    await staff.endDuty()
    setLeaving(false)
  }
  return (
    <View>
      <View
        className='duty__link'
        id='offline-check'
        role='link'
        onClick={() => void openOfflineCheck()}
      >
        列表里没有？手工核对口令 ›
      </View>
      {staff.refusal && <Notice id='refusal' tone='danger' words={wordsFor(staff.refusal)} />}
      <BottomBar>
        <View className='duty-bar'>
          <View className='duty-bar__leave'>
            <ActionButton id='leave' kind='plain' label='下班' onTap={() => setLeaving(true)} />
          </View>
          <View className='duty-bar__scan'>
            <ActionButton id='scan' label='扫顾客的码' onTap={() => void scan()} />
          </View>
        </View>
      </BottomBar>
      <Sheet open={leaving} title='现在下班？' onClose={() => setLeaving(false)}>
        <View className='duty-bar__words'>
          {queue.waiting.length > 0
            ? `还有 ${queue.waiting.length} 笔没有核对，请交给同事。`
            : '都核对完了，辛苦了。'}
        </View>
        <ActionButton id='end-duty' label='下班' loading={staff.busy} onTap={() => void leave()} />
      </Sheet>
    </View>
  )
})
