import type { Words } from '@palm/client/words/refusals/refusal-words'
import { wordsForReading } from '@palm/client/words/refusals/refusals'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ProgressBar } from '../../../components/figure/progress-bar'
import { ActionButton } from '../../../components/input/action-button'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { useStores } from '../../../stores/app-stores'
import { DataStore, type HandedOver } from './data-store'
import './data.scss'

const CONTENTS = [
  ['资料', '称呼、手机号、车辆、消息同意'],
  ['加油', '全部订单，没付成的也在内'],
  ['优惠', '优惠券、积分、合约'],
  ['电子账户', '充值和每一笔进出'],
  ['发票和问题', '发票、抬头、反映过的问题、消息'],
] as const

/** 我的信息副本: one file with everything that is held about the member. */
export default observer(function Data() {
  const stores = useStores()
  const [data] = useState(() => new DataStore(stores))
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时取不了。' />
      <View className='card'>
        <View className='data__title'>我们存了您的哪些信息，都在这一份里</View>
        {CONTENTS.map(([what, which]) => (
          <View className='data__line' key={what}>
            <View className='data__what'>{what}</View>
            <View className='data__which'>{which}</View>
          </View>
        ))}
        <View className='data__hint'>
          {stores.openWorkbook
            ? '一个 Excel 表格，可以存到手机或发给自己。'
            : '支付宝打不开表格，会复制成文字，粘贴到 Excel 或 WPS 就是表格。'}
          两个钱包合并过的，两边的都在。
        </View>
      </View>
      <Fetching data={data} />
      <View className='data__foot'>
        里面有您的手机号、车牌和发票抬头，请自己收好，不要发到群里。支付密码我们没有存原文，所以不在里面。
      </View>
    </View>
  )
})

const Fetching = observer(function Fetching({ data }: { readonly data: DataStore }) {
  const { openWorkbook } = useStores()
  const { busy, done, handedOver, isBegun, parts, refusal, rows } = data
  return (
    <View className='card'>
      {(busy || isBegun) && (
        <View className='data__progress' id='data-progress' role='status'>
          <View className='data__count'>
            {done === parts
              ? `取完了，共 ${rows} 条`
              : `正在取第 ${done + 1}/${parts} 类，已有 ${rows} 条`}
          </View>
          <ProgressBar fraction={done / parts} />
        </View>
      )}
      {refusal && (
        <Notice id='refusal' tone='danger' words={stoppedWords(wordsForReading(refusal))} />
      )}
      {handedOver && (
        <Notice
          id='handed-over'
          tone={handedOver === 'failed' ? 'danger' : 'calm'}
          words={HANDED_OVER[handedOver]}
        />
      )}
      <ActionButton
        id='fetch-data'
        label={labelOf(data, openWorkbook !== null)}
        loading={busy}
        onTap={() => void data.fetchAll()}
      />
    </View>
  )
})

function labelOf({ done, isBegun, parts }: DataStore, opens: boolean): string {
  if (isBegun && done < parts) return '接着取'
  return opens ? '取一份表格' : '复制一份'
}

const stoppedWords = ({ what, next }: Words): Words => ({
  what,
  next: `${next}已经取到的都还在，会接着取。`,
})

const HANDED_OVER: Readonly<Record<HandedOver, Words>> = {
  opened: { what: '表格已经打开', next: '可以保存，或发给自己。' },
  copied: { what: '已经复制', next: '粘贴到 Excel、WPS 或邮件里。' },
  failed: { what: '手机没有让我们交出文件', next: '请再试一次，或换一部手机。' },
}
