import type { Persona } from '@palm/local/wallet/persona'
import type { PageWords } from '@palm/local/wallet/wallet-options'

/** People of the local stack only. Functions see ordinary users. */
export const PERSONAS: readonly Persona[] = [
  driver('zhang', '张女士', 'wechat', 39.9147, 116.5086, '13800000001'),
  driver('liu', '刘先生', 'wechat', 39.8641, 116.4882, '13800000002'),
  driver('chen', '陈师傅', 'alipay', 39.9183, 116.5301, '13800000003'),
  driver('zhao', '赵女士', 'alipay', 40.0689, 116.4075, '13800000004'),
  driver('wang', '王师傅', 'wechat', 39.9219, 116.5177, '13800000005'),
  driver('li', '李师傅', 'wechat', 39.9085, 116.4712, '13800000006'),
]

/** Employees from the first start on; the second approves acts beyond the first one's limit. */
export const EMPLOYEES = [
  { personaId: 'wang', name: '王师傅', role: 'attendant', stationIds: ['station:bj0001'] },
  {
    personaId: 'li',
    name: '李师傅',
    role: 'manager',
    stationIds: ['station:bj0001', 'station:bj0002'],
  },
] as const

export const PAGE: PageWords = {
  title: '掌上加油',
  subtitle: '在您的电脑上完整运行，没有真实资金',
  codes: '现场的码',
  links: [{ label: '组件', href: '/phone/zhang/#/packages/gallery/gallery/gallery' }],
  phones: [
    { caption: '司机 · 微信', personaIds: ['zhang', 'liu'] },
    { caption: '司机 · 支付宝', personaIds: ['chen', 'zhao'] },
    { caption: '加油员', personaIds: ['wang', 'li'] },
  ],
}

export const PAYEE = '北京朝北石油销售有限公司'

function driver(
  id: string,
  name: string,
  wallet: Persona['wallet'],
  latitude: number,
  longitude: number,
  phoneNumber: string,
): Persona {
  const openId = wallet === 'wechat' ? `oLOCAL${id}` : `LOCAL${id}`
  return { id, name, wallet, openId, phoneNumber, location: { latitude, longitude } }
}
