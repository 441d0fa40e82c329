import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { readShownCode, type ShownCode } from '@palm/shared/passphrase/shown-code'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AnyRefusal } from '@palm/client/api/api-client'
import { ActionButton } from '../../../components/input/action-button'
import { Empty } from '../../../components/state/empty'
import { goBack, readAddress } from '../../../navigation'
import { type AppStores, useStores } from '../../../stores/app-stores'
import { VerifyStore } from '../../../stores/staff/verify-store'
import { subjectOf, type VerifySubject } from '../../../stores/staff/verify-subject'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import './verify.scss'
import { VerifyScreen } from './verify-screen'

type Address = ReturnType<typeof readAddress>

/** Finds the order to verify, or shows why it cannot be verified. */
export default observer(function Verify() {
  const stores = useStores()
  const address = readAddress(useRouter().params)
  const [opened] = useState(() => openVerification(stores, address))
  const { shown } = address
  useEffect(() => {
    if (opened.ok && shown !== null) opened.value.checkScanned(shown)
  }, [opened, shown])
  if (opened.ok) return <VerifyScreen store={opened.value} />
  const { next, what } = wordsFor(opened.refusal)
  return (
    <View className='page'>
      <Empty title={what} hint={next}>
        <ActionButton id='back' kind='small' label='回到列表' onTap={() => void goBack()} />
      </Empty>
    </View>
  )
})

function openVerification(
  stores: AppStores,
  { orderId, shown }: Address,
): Result<VerifyStore, AnyRefusal> {
  const { book, queue, staff } = stores
  const code = shown === null ? null : readShownCode(shown)
  if (shown !== null && !code) return refuse({ code: 'client/not-a-passphrase' })
  const id = code?.orderId ?? orderId
  if (!staff.duty) return refuse({ code: 'staff/not-on-duty' })
  if (id === null) return refuse({ code: 'client/not-in-queue' })
  const order = queue.find(id)
  if (book.isPending(id) || (order && order.status !== 'paid')) {
    return refuse({ code: 'passphrase/used' })
  }
  const subject = order ? subjectOf(order) : code && subjectShown(code)
  if (!subject) return refuse({ code: 'client/not-in-queue' })
  const waiting = queue.waiting.map(subjectOf)
  return ok(new VerifyStore(stores, subject, { duty: staff.duty, waiting }))
}

/** An order unknown to this phone, as described by the driver's screen. */
const subjectShown = ({ amountFen, nozzleNumber, orderId, tail }: ShownCode): VerifySubject => ({
  orderId,
  tail,
  nozzleNumber,
  amountFen,
  payableFen: null,
  way: null,
  gradeName: null,
  askedRefundAtMs: null,
})
