import type { MessageView } from '@palm/shared/api/message'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { messageWords } from '@palm/client/words/message/message'
import { dayAndTime } from '@palm/client/words/times'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { Icon } from '../../../components/layout/icon'
import { Older } from '../../../components/state/older'
import { Empty } from '../../../components/state/empty'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openLanding } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import './inbox.scss'

/** 消息: what happened, newest first; each leads to its screen. */
export default observer(function Inbox() {
  const { messages, network } = useStores()
  const { inbox } = messages
  useDidShow(() => void inbox.load().then(messages.markRead))
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，这里是上次看到的消息。' />
      <MessageList />
      <Older label='看更早的' list={inbox} />
    </View>
  )
})

const MessageList = observer(function MessageList() {
  const { clock, messages } = useStores()
  const { inbox } = messages
  return (
    <WhenLoaded
      loaded={inbox.items}
      skeleton={[3, 3, 3]}
      onRetry={() => void inbox.load()}
      isEmpty={(value) => value.length === 0}
      empty={<Empty title='还没有消息' hint='加油完成、退款到账、券快到期，都会写在这里' />}
    >
      {(value) =>
        value.map((message) => (
          <MessageCard key={message.messageId} message={message} nowMs={clock.now()} />
        ))
      }
    </WhenLoaded>
  )
})

interface MessageCardProps {
  readonly message: MessageView
  readonly nowMs: EpochMs
}

function MessageCard({ message, nowMs }: MessageCardProps) {
  const { atMs, facts, landing, unread } = message
  const { text, title } = messageWords(facts)
  return (
    <View className='card message' role='link' onClick={() => void openLanding(landing)}>
      <View className='message__head'>
        {unread && <View className='message__dot' role='img' aria-label='未读' />}
        <View className='message__title'>{title}</View>
        <View className='message__time'>{dayAndTime(atMs, nowMs)}</View>
      </View>
      <View className='message__foot'>
        <View className='message__text'>{text}</View>
        <Icon name='next' />
      </View>
    </View>
  )
}
