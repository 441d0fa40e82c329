import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Entry } from '../../../components/layout/entry'
import { Icon, ICON_NAMES } from '../../../components/layout/icon'
import { Line } from '../../../components/layout/line'
import { Row } from '../../../components/layout/row'
import { Sheet } from '../../../components/layout/sheet'
import { Tag } from '../../../components/layout/tag'
import { LONG_NAME, nothing, Sample, Side } from './sample'

export const LayoutSamples = () => (
  <View>
    <Sample of='entry'>
      <View className='card'>
        <Entry title='加油得积分' hints={['今天 14:05']} onTap={nothing}>
          <Text>+2</Text>
        </Entry>
        <Entry title={LONG_NAME} hints={['3 号枪', '92# 汽油']} strong>
          <Text>¥99,999.99</Text>
        </Entry>
      </View>
    </Sample>
    <Sample of='icon'>
      <Side>
        {ICON_NAMES.map((name) => (
          <Icon key={name} name={name} size='large' />
        ))}
      </Side>
    </Sample>
    <Sample of='line'>
      <View className='card'>
        <Line label='枪价金额'>¥200.00</Line>
        <Line label={LONG_NAME} tone='saving'>
          −¥20.00
        </Line>
        <Line label='实付' tone='strong'>
          ¥180.00
        </Line>
      </View>
    </Sample>
    <Sample of='row'>
      <View className='card'>
        <Row id='sample-opens' label='发票抬头' value='个人、企业' onTap={nothing} />
        <Row id='sample-bare' label='先取一份我的信息' value='' onTap={nothing} />
        <Row id='sample-tells' label='收款方' value={LONG_NAME} />
      </View>
    </Sample>
    <Sample of='tag'>
      <Side>
        <Tag text='已完成' />
        <Tag text='待付款' tone='attention' />
        <Tag text='省 ¥20.00' tone='saving' />
        <Tag text='已取消' tone='quiet' />
      </Side>
    </Sample>
    <SheetSample />
    <Sample of='bottom-bar'>
      <BottomBar>
        <ActionButton label='支付 ¥180.00' onTap={nothing} />
      </BottomBar>
    </Sample>
  </View>
)

function SheetSample() {
  const [open, setOpen] = useState(false)
  return (
    <Sample of='sheet'>
      <ActionButton id='open-sheet' kind='small' label='打开' onTap={() => setOpen(true)} />
      <Sheet open={open} title='付款方式' onClose={() => setOpen(false)}>
        <View>{LONG_NAME}</View>
      </Sheet>
    </Sample>
  )
}
