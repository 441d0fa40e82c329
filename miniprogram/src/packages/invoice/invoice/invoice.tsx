import {
  INVOICE_EVENT_WORDS,
  INVOICE_STATUS_WORDS,
  invoiceHint,
  titleDetail,
} from '@palm/client/words/invoice'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { toTheSecondOrDay } from '@palm/client/words/times'
import type { InvoiceView } from '@palm/shared/api/invoice'
import { assert } from '@palm/shared/kernel/assert'
import { formatYuan } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Money } from '../../../components/figure/money'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Line } from '../../../components/layout/line'
import { Row } from '../../../components/layout/row'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { copyText } from '../../../copy-text'
import { MessageAsk } from '../../../message-ask'
import { openInvoice, openInvoiceTitles, openOrder, readAddress } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { useSeen } from '../../../use-seen'
import { TitlesStore } from '../titles/titles-store'
import './invoice.scss'
import { InvoiceStore } from './invoice-store'

/** One invoice: its state in a sentence, its lines, its progress, its file. */
export default observer(function Invoice() {
  const stores = useStores()
  const { invoiceId } = readAddress(useRouter().params)
  assert(invoiceId !== null, 'a screen of no invoice')
  const [store] = useState(() => new InvoiceStore(stores, invoiceId))
  const [titles] = useState(() => new TitlesStore(stores))
  useSeen(store)
  useDidShow(() => void titles.load())
  const { clock, network } = stores
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，这里是上次看到的进度。' />
      <WhenLoaded loaded={store.shown} skeleton={[4, 4]} onRetry={() => void store.load()}>
        {(invoice) => (
          <View>
            <Head invoice={invoice} />
            {store.refusal && <Notice tone='danger' words={wordsFor(store.refusal)} />}
            {store.isUnopened && <Notice tone='attention' words={UNOPENED} />}
            <View className='card'>
              <Progress invoice={invoice} nowMs={clock.now()} />
            </View>
            {isAwaited(invoice) && <MessageAsk label='开好后通知我' topics={['invoice']} />}
            <Facts invoice={invoice} />
            <Lines invoice={invoice} />
            <Links invoice={invoice} />
            <Actions invoice={invoice} store={store} titles={titles} />
          </View>
        )}
      </WhenLoaded>
    </View>
  )
})

/** The issuer needs a while. */
const isAwaited = ({ at }: InvoiceView) => at === 'asked' || at === 'applied'

const UNOPENED = {
  what: '手机没有打开这个文件',
  next: '发票没有问题。请升级微信或支付宝后再试，或换一部手机登录后打开。',
}

function Head({ invoice }: { readonly invoice: InvoiceView }) {
  const { amountFen, at, isSample } = invoice
  return (
    <View className='card invoice-head'>
      <View className={`invoice-head__status invoice-head__status--${at}`} id='status'>
        {INVOICE_STATUS_WORDS[at]}
      </View>
      <Money amount={amountFen} size='hero' id='amount' />
      <View className='invoice-head__hint'>{invoiceHint(invoice)}</View>
      {isSample && at !== 'issued' && <View className='invoice-head__hint'>样张，仅供演示</View>}
    </View>
  )
}

/** Latest first. */
function Progress({ invoice, nowMs }: { readonly invoice: InvoiceView; readonly nowMs: EpochMs }) {
  return (
    <View className='invoice-steps'>
      {[...invoice.events].reverse().map(({ atMs, what }) => (
        <View key={`${what}${atMs}`} className='invoice-steps__one'>
          <View className='invoice-steps__dot' />
          <View className='invoice-steps__words'>{INVOICE_EVENT_WORDS[what]}</View>
          <View className='invoice-steps__time'>{toTheSecondOrDay(atMs, nowMs)}</View>
        </View>
      ))}
    </View>
  )
}

function Facts({ invoice }: { readonly invoice: InvoiceView }) {
  const { copy } = useStores()
  const { fapiaoNumber, payeeName, redNumber, title } = invoice
  return (
    <View className='card'>
      <Line label='抬头'>{title.name}</Line>
      {title.kind === 'company' && <Line label='税号'>{title.taxNumber}</Line>}
      {title.kind === 'personal' && <Line label='类型'>{titleDetail(title)}</Line>}
      <Line label='销售方'>{payeeName}</Line>
      {fapiaoNumber !== null && (
        <Line label='发票号码'>
          <View className='invoice__number' id='fapiao-number'>
            {fapiaoNumber}
          </View>
          <View
            className='invoice__copy'
            id='copy-number'
            role='button'
            onClick={() => void copyText(copy, fapiaoNumber)}
          >
            复制
          </View>
        </Line>
      )}
      {redNumber !== null && <Line label='红字发票号码'>{redNumber}</Line>}
    </View>
  )
}

/** The lines as on the invoice itself. */
function Lines({ invoice }: { readonly invoice: InvoiceView }) {
  return (
    <View className='card'>
      {invoice.lines.map((line, n) => (
        <View key={n} className='invoice-line'>
          <View className='invoice-line__name'>{line.name}</View>
          {line.quantity !== null && (
            <Line label='数量'>
              {line.quantity} {line.unit}
            </Line>
          )}
          {line.unitPrice !== null && <Line label='单价（不含税）'>{line.unitPrice}</Line>}
          <Line label='金额（不含税）'>{formatYuan(line.amountFen)}</Line>
          <Line label={line.taxRate === null ? '税率' : `税额（${line.taxRate}%）`}>
            {line.taxRate === null ? '不征税' : formatYuan(line.taxFen)}
          </Line>
        </View>
      ))}
    </View>
  )
}

/** The orders on it, and the invoices before and after it. */
function Links({ invoice }: { readonly invoice: InvoiceView }) {
  const { orders, replacedBy, replaces } = invoice
  if (orders.length === 0 && replacedBy === null && replaces === null) return null
  return (
    <View className='card invoice__links'>
      {replacedBy !== null && (
        <Row
          id='replaced-by'
          label='重开的发票'
          value='去看'
          onTap={() => void openInvoice(replacedBy)}
        />
      )}
      {replaces !== null && (
        <Row
          id='replaces'
          label='原来的发票'
          value='已红冲'
          onTap={() => void openInvoice(replaces)}
        />
      )}
      {orders.map(({ amountFen, orderId, tail }) => (
        <Row
          key={orderId}
          id={orderId}
          label={`订单尾号 ${tail}`}
          value={formatYuan(amountFen)}
          onTap={() => void openOrder(orderId)}
        />
      ))}
    </View>
  )
}

interface ActionsProps {
  readonly invoice: InvoiceView
  readonly store: InvoiceStore
  readonly titles: TitlesStore
}

const Actions = observer(function Actions({ invoice, store, titles }: ActionsProps) {
  if (invoice.at === 'issued') {
    return (
      <BottomBar>
        <ActionButton
          id='open-file'
          label='打开发票'
          loading={store.opening}
          onTap={() => void store.open()}
        />
      </BottomBar>
    )
  }
  if (!invoice.mayRetry) return null
  const { chosen } = titles
  return (
    <BottomBar>
      <View
        className='invoice__with'
        id='retry-title'
        role='link'
        onClick={() => void openInvoiceTitles()}
      >
        抬头：{chosen ? chosen.name : '还没有'} · 换一个
      </View>
      <ActionButton
        id='retry'
        label='重新申请'
        disabled={chosen === null}
        loading={store.busy}
        onTap={() => void (chosen && store.retry(chosen.id))}
      />
    </BottomBar>
  )
})
