import { aContractView } from '../../testing/contracts'
import { certificateLines, certificateText } from './certificate'

const LINES = certificateLines(
  aContractView(),
  { operatorName: '北京朝北石油销售有限公司' },
  '张师傅',
)

test('a certificate names both parties, the instant, the version and the hash of the text', () => {
  expect(Object.fromEntries(LINES.map(({ label, value }) => [label, value]))).toMatchObject({
    合约: '每升优惠合约',
    '甲方（油站）': '北京朝北石油销售有限公司',
    '乙方（车主）': '张师傅',
    条款版本: '第 3 版',
    条款校验码: 'h3',
    签约时间: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
  })
})

test('its text has every line and the whole of the terms', () => {
  const text = certificateText(LINES, ['第一条。', '第二条。'])
  for (const { label, value } of LINES) expect(text).toContain(`${label}：${value}`)
  expect(text.endsWith('第一条。\n第二条。')).toBe(true)
})
