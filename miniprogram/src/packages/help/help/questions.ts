export interface Faq {
  readonly id: string
  readonly question: string
  readonly answer: string
}

/** Frequent questions; each answer says what drivers can do themselves. */
export const QUESTIONS: readonly Faq[] = [
  {
    id: 'not-fuelled',
    question: '付了款，还没加油，怎么退？',
    answer:
      '打开订单，点「还没加油？申请退款」。先付后加、加油员还没核对口令的，马上全额退回；先加后付的，加油员同意后退回。一直没有加油的预付款，到时间会自动退回。',
  },
  {
    id: 'wrong-nozzle',
    question: '枪号选错了怎么办？',
    answer:
      '加油员确认之前，在口令页点「枪号错了？修改」自己改。已经确认的，在订单里点「枪号错了」，油站核对后答复。',
  },
  {
    id: 'less',
    question: '实际没加这么多怎么办？',
    answer:
      '先付后加的，加油员按实际金额确认，剩下的自动退回。已经确认的，在订单里点「没加这么多」，填油机上的金额，油站更正后差额原路退回。',
  },
  {
    id: 'arrival',
    question: '退款多久到账？',
    answer:
      '余额和积分马上退回。退到微信、支付宝零钱一般几分钟，退到银行卡要一到三个工作日，进度在订单里看得到。',
  },
  {
    id: 'coupon',
    question: '退款后券还在吗？',
    answer: '全额退款的，用的券还给您，有效期不变。少加了油、券不再满足条件的，也会还给您。',
  },
  {
    id: 'station',
    question: '付错了油站怎么办？',
    answer: '还没加油的，在订单里申请退款，再到这个油站重新扫码付款。口令只在付款的那个油站有效。',
  },
  {
    id: 'passphrase',
    question: '没有网络，口令还能用吗？',
    answer:
      '能。付款后这两个小时的口令不用网络也会自动更换。更久没有网络的，请连上网络打开订单，或让加油员核对车辆。',
  },
]
