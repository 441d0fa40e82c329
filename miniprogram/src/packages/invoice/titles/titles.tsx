import { titleDetail } from '@palm/client/words/invoice'
import type { TitlesView } from '@palm/shared/api/invoice'
import type { InvoiceTitle } from '@palm/shared/invoice/title'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Sheet } from '../../../components/layout/sheet'
import { Tag } from '../../../components/layout/tag'
import { Empty } from '../../../components/state/empty'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { useStores } from '../../../stores/app-stores'
import { TitleForm } from './title-form'
import './titles.scss'
import { TitlesStore } from './titles-store'

/** 发票抬头: several, one of them offered first. */
export default observer(function Titles() {
  const stores = useStores()
  const [store] = useState(() => new TitlesStore(stores))
  const [open, setOpen] = useState<InvoiceTitle | 'new' | null>(null)
  useDidShow(() => void store.load())
  const edit = (title: InvoiceTitle | 'new') => {
    store.forgetRefusal()
    setOpen(title)
  }
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，抬头暂时改不了。' />
      <WhenLoaded
        loaded={store.titles}
        skeleton={[3, 3]}
        onRetry={() => void store.load()}
        isCard
        isEmpty={({ titles }) => titles.length === 0}
        empty={
          <View className='card'>
            <Empty title='还没有抬头' hint='个人写名字；公司报销要填税号' />
          </View>
        }
      >
        {(value) => <List value={value} onTap={edit} />}
      </WhenLoaded>
      <BottomBar>
        <ActionButton
          id='new-title'
          label='加一个抬头'
          disabled={store.titles.at !== 'ready'}
          onTap={() => edit('new')}
        />
      </BottomBar>
      <Sheet
        open={open !== null}
        title={open === 'new' ? '加一个抬头' : '改抬头'}
        onClose={() => setOpen(null)}
      >
        {open !== null && (
          <TitleForm
            store={store}
            title={open === 'new' ? null : open}
            onDone={() => setOpen(null)}
          />
        )}
      </Sheet>
    </View>
  )
})

interface ListProps {
  readonly value: TitlesView
  readonly onTap: (title: InvoiceTitle) => void
}

function List({ onTap, value: { defaultId, titles } }: ListProps) {
  return (
    <View>
      {titles.map((title) => (
        <View
          key={title.id}
          className='card titles__one'
          role='button'
          onClick={() => onTap(title)}
        >
          <View className='titles__rest'>
            <View className='titles__name'>{title.name}</View>
            <View className='titles__detail'>{titleDetail(title)}</View>
          </View>
          {title.id === defaultId ? (
            <Tag text='默认' />
          ) : (
            <View className='titles__edit'>修改</View>
          )}
        </View>
      ))}
    </View>
  )
}
