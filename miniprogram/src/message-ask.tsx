import type { Topic } from '@palm/shared/message/topic'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import './message-ask.scss'
import { useStores } from './stores/app-stores'
import type { Asked } from './stores/messages-store'

interface MessageAskProps {
  readonly id?: string
  readonly label: string
  /** At most three: wallets ask for no more at once. */
  readonly topics: readonly Topic[]
  /** On the dark ground of the passphrase. */
  readonly onDark?: boolean
}

const ANSWERED: Readonly<Record<Asked, string>> = {
  accepted: '✓ 记下了，到时候发服务通知给您',
  refused: '没有打开通知，「我的 · 消息」里也能看到',
  failed: '没有网络，这次没有记下，再点一次',
}

/**
 * Asks for consent to service messages, in a tap that does nothing else. Not shown where the wallet
 * cannot ask or the operator has no template: the inbox has everything anyway.
 */
export const MessageAsk = observer(function MessageAsk(props: MessageAskProps) {
  const { id = 'message-ask', label, onDark = false, topics } = props
  const { messages } = useStores()
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => void messages.loadTemplates(), [messages])
  if (messages.askable(topics).length === 0) return null
  const isOver = asked === 'accepted' || asked === 'refused'
  const words = asked === null ? label : ANSWERED[asked]
  return (
    <View
      id={id}
      className={`message-ask ${onDark ? 'message-ask--dark' : ''} ${isOver ? 'message-ask--over' : ''}`}
      {...(isOver
        ? { role: 'status' }
        : { role: 'button', onClick: () => void messages.ask(topics).then(setAsked) })}
    >
      {words}
    </View>
  )
})
