import { invoiceSubject } from '@palm/client/words/invoice'
import { dayAndTime } from '@palm/client/words/times'
import { asMember } from '@palm/client/api/as-member'
import { PagedStore } from '@palm/client/loading/paged-store'
import type { InvoiceView } from '@palm/shared/api/invoice'
import { ok } from '@palm/shared/kernel/result'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Money } from '../../../components/figure/money'
import { Older } from '../../../components/state/older'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Row } from '../../../components/layout/row'
import { Empty } from '../../../components/state/empty'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openInvoice, openInvoiceApplication, openInvoiceTitles } from '../../../navigation'
import { type AppStores, useStores } from '../../../stores/app-stores'
import { InvoiceTag } from '../invoice-tag'
import './invoices.scss'

const openInvoiceList = ({ api, enter }: AppStores) =>
  new PagedStore<InvoiceView>(async (beforeMs) => {
    const answer = await asMember(enter, () => api.call('invoice.list', { beforeMs }))
    if (!answer.ok) return answer
    const { invoices: items, nextBeforeMs } = answer.value
    return ok({ items, nextBeforeMs })
  })

/** 我的发票, newest first, with the way to another one. */
export default observer(function Invoices() {
  const stores = useStores()
  const [list] = useState(() => openInvoiceList(stores))
  useDidShow(() => void list.load())
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，这里是上次看到的发票。' />
      <View className='card invoices__rows'>
        <Row
          id='titles'
          label='发票抬头'
          value='个人、企业'
          onTap={() => void openInvoiceTitles()}
        />
      </View>
      <List list={list} />
      <Older label='看更早的发票' list={list} />
      <BottomBar>
        <ActionButton id='apply' label='开发票' onTap={() => void openInvoiceApplication({})} />
      </BottomBar>
    </View>
  )
})

const List = observer(function List({ list }: { readonly list: PagedStore<InvoiceView> }) {
  const { clock } = useStores()
  return (
    <WhenLoaded
      loaded={list.items}
      skeleton={[3, 3]}
      onRetry={() => void list.load()}
      isCard
      isEmpty={(value) => value.length === 0}
      empty={
        <View className='card'>
          <Empty title='还没有申请过发票' hint='加完油，这里可以一次开几笔订单' />
        </View>
      }
    >
      {(value) =>
        value.map((invoice) => (
          <View
            key={invoice.invoiceId}
            className='card invoices__one'
            role='link'
            onClick={() => void openInvoice(invoice.invoiceId)}
          >
            <View className='invoices__head'>
              <View className='invoices__title'>{invoice.title.name}</View>
              <InvoiceTag at={invoice.at} />
            </View>
            <View className='invoices__foot'>
              <View className='invoices__what'>
                <View>{invoiceSubject(invoice)}</View>
                <View>{dayAndTime(invoice.askedAtMs, clock.now())}申请</View>
              </View>
              <Money amount={invoice.amountFen} size='large' />
            </View>
          </View>
        ))
      }
    </WhenLoaded>
  )
})
