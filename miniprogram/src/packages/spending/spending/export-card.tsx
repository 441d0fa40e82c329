import { wordsFor } from '@palm/client/words/refusals/refusals'
import type { Words } from '@palm/client/words/refusals/refusal-words'
import { monthWords } from '@palm/client/words/spending'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Notice } from '../../../components/state/notice'
import { useStores } from '../../../stores/app-stores'
import type { Exported, SpendingStore } from './spending-store'

/** 导出: a spreadsheet, or the same rows to paste where the wallet opens none. */
export const ExportCard = observer(function ExportCard(props: {
  readonly spending: SpendingStore
}) {
  const { spending } = props
  const { openWorkbook } = useStores()
  const { exported, exporting, month, refusal, span, year } = spending
  const period = span === 'month' ? monthWords(month) : `${year} 年`
  return (
    <View className='card' id='export-card'>
      <View className='spending__title'>导出明细</View>
      <View className='spending__hint'>
        {openWorkbook
          ? `${period}的加油、电子账户和积分明细，Excel 表格`
          : `${period}的加油、电子账户和积分明细。支付宝打不开表格，会复制成文字，粘贴到 Excel 或 WPS 就是表格`}
      </View>
      {refusal && <Notice tone='danger' words={wordsFor(refusal)} />}
      {exported && (
        <Notice
          id='exported'
          tone={exported === 'failed' ? 'danger' : 'calm'}
          words={EXPORTED_WORDS[exported]}
        />
      )}
      <ActionButton
        id='export'
        kind='plain'
        label={openWorkbook ? '导出表格' : '复制表格'}
        loading={exporting}
        onTap={() => void spending.exportAll()}
      />
    </View>
  )
})

const EXPORTED_WORDS: Readonly<Record<Exported, Words>> = {
  opened: { what: '表格已导出', next: '可以保存，或发给别人。' },
  copied: { what: '表格已复制', next: '粘贴到 Excel、WPS 或邮件里。' },
  failed: { what: '手机没有让我们导出', next: '请再试一次，或换一部手机。' },
}
