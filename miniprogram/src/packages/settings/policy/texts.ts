import type { PolicyText } from '../../../navigation'
import { LICENCES } from './licences'

interface Text {
  readonly title: string
  readonly since: string
  readonly parts: readonly { readonly title: string; readonly paragraphs: readonly string[] }[]
}

const SINCE = '2026 年 11 月 30 日起生效'

const PRIVACY: Text = {
  title: '隐私政策',
  since: SINCE,
  parts: [
    {
      title: '我们收集什么，为什么',
      paragraphs: [
        '微信或支付宝给的用户编号：认出是您，付款和退款都要用。我们拿不到您的微信号、支付宝账号、头像和银行卡。',
        '订单：油站、油枪、金额、升数、时间、优惠、付款单号。加油、退款、开发票和对账都要用。',
        '优惠券、合约、积分、等级、电子账户的充值和使用记录：算价格和还您钱要用。',
        '您自己填的称呼、车牌、生日、常加油号：都可以不填，不填也能付款。车牌给油站的加油员核对车辆用。',
        '您提的问题、评价和答复：处理您的事情要用。',
        '位置：只有您同意以后才用，只用来算油站的距离，算完就丢，不保存。',
      ],
    },
    {
      title: '什么时候会请您同意',
      paragraphs: [
        '用位置之前、发服务通知之前，都会先问您。不同意也能照常扫码付款。',
        '同意以后随时可以在「我的 → 设置」里收回，和同意一样方便。',
      ],
    },
    {
      title: '给谁',
      paragraphs: [
        '收款的公司和油站：处理您的订单要用的部分。付款前页面上写着收款的是哪家公司。',
        '微信支付、支付宝：付款和退款要用的订单号和金额。',
        '法律要求时，给有权的机关。除此以外不给别人，不卖，不用来推荐别家的广告。',
      ],
    },
    {
      title: '放在哪里，放多久',
      paragraphs: [
        '放在中国境内的云服务器上，密码和密钥加密保存。',
        '交易记录按《电子商务法》至少保存三年，账目按会计法规的年限保存；其余的到您不再使用为止。',
      ],
    },
    {
      title: '您的权利',
      paragraphs: [
        '您可以查看、更正自己的资料，收回同意。「设置」里可以取一份您的全部信息，也可以注销账户：七天后删除称呼、手机号、车牌、发票抬头和消息，法律要求留的订单、账目和已开发票不再和您相连。页面上没有的，请在「客服与帮助」里提出，我们十五个工作日内答复。',
        '依据：《个人信息保护法》第十三至十七条、第四十四至五十条。',
      ],
    },
  ],
}

const TERMS: Text = {
  title: '用户协议',
  since: SINCE,
  parts: [
    {
      title: '价格',
      paragraphs: [
        '您付的金额是按下「支付」时按钮上的数。券、合约、会员价怎么算出来的，在「价格明细」里写明；价格变了会先告诉您，不会直接扣款。',
        '「比枪价省」是和那一刻油机上的价格比，不是和指导价比。',
      ],
    },
    {
      title: '付款和退款',
      paragraphs: [
        '付款由微信支付或支付宝完成。实际加的油少于付的钱，多出来的按原路退回。',
        '付了款还没有加油，可以自己申请退款；先加油后付款的，由加油员核对后退。',
        '电子账户里没有花的本金可以退回原来的付款方式；赠送金不退，按活动写明的日期到期。',
      ],
    },
    {
      title: '口令',
      paragraphs: ['付款后的口令每隔几秒换一次，请只给正在为您加油的加油员看。截图无效。'],
    },
    {
      title: '券和合约',
      paragraphs: [
        '每张券、每份合约的规则在领取或签约前写明，以签约时的文本为准，之后的改动不影响已经签的合约。',
      ],
    },
    {
      title: '出了问题',
      paragraphs: [
        '请在订单里提出，或打客服电话。多扣的钱一定退回。协商不成的，可以向油站所在地的人民法院起诉，或拨打 12315。',
      ],
    },
  ],
}

const OPEN_SOURCE: Text = {
  title: '开源软件许可',
  since: '感谢这些软件的作者',
  parts: LICENCES.map(({ licence, name }) => ({ title: name, paragraphs: [`${licence} 许可`] })),
}

/** The operator replaces 隐私政策 and 用户协议 with their own before they go live (docs/operating.md). */
export const POLICY_TEXTS: Readonly<Record<PolicyText, Text>> = {
  privacy: PRIVACY,
  terms: TERMS,
  licences: OPEN_SOURCE,
}
