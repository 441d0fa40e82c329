import { applyInvoice } from '@palm/shared/invoice/apply'
import type { InvoiceId } from '@palm/shared/invoice/invoice'
import { anApplication } from '@palm/shared/testing/builders/invoices'
import { valueOf } from '@palm/shared/testing/results'
import type { Issuer } from '@palm/shared/trade/issuer'
import { OWN_MERCHANT, OWN_PAYEE, type PayeeId } from '@palm/shared/trade/payee'
import { openMerchants, saveMerchant } from '../../credentials/merchants'
import { orders } from '../../documents/orders'
import { PART_KEYS } from '../../testing/bench'
import { hire } from '../../testing/employees'
import { SUB_MERCHANT } from '../../testing/installation'
import { anInvoiceId, INVOICING_PAYEES, UNPROVEN } from '../../testing/invoice-scene'
import { aPlaceRequest, openScene, replyOf, type Scene, ZHANG } from '../../testing/scene'
import type { Delivery } from '../provider'
import { describeIssuer, type IssuerBench } from './issuer.contract'
import { issuingOf, openIssuers } from './issuers'

const AT_OWN = {}
const AT_TONGHUI = {
  ...{ stationId: 'station:bj0002', nozzleId: 'nozzle:bj0002-01', pumpPriceFen: 779 },
}

/** An order of ¥200, paid at a station and confirmed there. */
async function served(scene: Scene, at: object): Promise<string> {
  const { order, wallet } = replyOf(await scene.zhang('order.place', aPlaceRequest(at)))
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  const { orderId } = order
  const stationId = at === AT_OWN ? 'station:bj0001' : 'station:bj0002'
  const there = await hire(scene, 'oLOCALthere', { stationIds: [stationId], at: stationId })
  replyOf(await there('staff.confirm', { orderId, dispensedFen: 20_000, proof: UNPROVEN }))
  return orderId
}

async function openBenchOf(issuer: Issuer, payeeId: PayeeId, at: object): Promise<IssuerBench> {
  const deliveries: Delivery[] = []
  const intercept = (delivery: Delivery & { readonly path: string }) => {
    const isNotice = delivery.path.startsWith('/notify/invoice/')
    if (isNotice) deliveries.push(delivery)
    return isNotice
  }
  const scene = await openScene({ payees: INVOICING_PAYEES, intercept })
  const { credentials, database, now: clock } = scene
  const wechat = { under: OWN_MERCHANT, subMchId: SUB_MERCHANT } as const
  await saveMerchant(database, { provider: 'wechat', merchant: 'tonghui' }, wechat, PART_KEYS)
  const merchants = openMerchants({ database, keys: PART_KEYS, clock, credentials })
  const issuers = openIssuers({ credentials, merchants, clock, onLocalStack: true })
  const orderId = await served(scene, at)
  const places = {
    sandbox: { apply: 'fapiao.apply', find: 'fapiao.find' },
    wechat: { apply: 'wechat-pay.fapiao-issue', find: 'wechat-pay.fapiao-query' },
  }
  return {
    issuer: await issuers({ id: payeeId, issuer }),
    now: clock,
    async invoice(title) {
      const order = (await database.get(orders, orderId))!
      const invoiceId = anInvoiceId() as InvoiceId
      return valueOf(
        applyInvoice(
          anApplication({
            ...{ invoiceId, memberId: order.memberId, title, orders: [order] },
            issuingOf: issuingOf(INVOICING_PAYEES),
          }),
        ),
      ).invoice
    },
    advance: scene.advance,
    deliveries: () => deliveries,
    arm: (call, kind) => void scene.stack.faults.arm({ at: places[issuer][call], kind }),
    close: scene.close,
  }
}

describeIssuer('the sandbox', () => openBenchOf('sandbox', OWN_PAYEE, AT_OWN))
describeIssuer('WeChat Pay’s fapiao', () => openBenchOf('wechat', 'payee:tonghui', AT_TONGHUI))
