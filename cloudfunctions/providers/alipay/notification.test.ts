import { openAlipayBench } from '../../testing/provider-bench'
import { anOpenPayment } from '../provider.contract'

test('a field that appears twice is refused, even with equal values', async () => {
  const bench = await openAlipayBench()
  const opened = await bench.provider.openPayment(anOpenPayment(bench))
  if (!opened.ok) throw new Error(opened.refusal.code)
  await bench.pay(opened.value)
  const { body, headers } = await bench.nextDelivery()
  const amount = /total_amount=[^&]+/.exec(body.toString())![0]
  const doubled = { headers, body: Buffer.from(`${body.toString()}&${amount}`) }
  expect(bench.provider.readNotification({ headers, body }, bench.now())).toMatchObject({
    ok: true,
  })
  expect(bench.provider.readNotification(doubled, bench.now())).toMatchObject({
    refusal: { code: 'notification/unreadable' },
  })
  await bench.close()
})

test('more than 64 KiB is refused, even if correctly signed', async () => {
  const bench = await openAlipayBench()
  const delivery = { headers: {}, body: Buffer.from(`subject=${'x'.repeat(64 * 1024)}`) }
  expect(bench.provider.readNotification(delivery, bench.now())).toMatchObject({
    refusal: { code: 'notification/unreadable' },
  })
  await bench.close()
})

test('a trade closed by a full refund is not a payment', async () => {
  const bench = await openAlipayBench()
  const request = anOpenPayment(bench)
  const opened = await bench.provider.openPayment(request)
  if (!opened.ok) throw new Error(opened.refusal.code)
  await bench.pay(opened.value)
  const paid = bench.provider.readNotification(await bench.nextDelivery(), bench.now())
  if (!paid.ok || paid.value.about !== 'payment') throw new Error('nothing was paid')
  const { amountFen, outTradeNo, transactionId } = paid.value.fact
  const refund = { outTradeNo, transactionId, outRefundNo: 'R000001', amountFen }
  await bench.provider.refund({ ...refund, totalFen: amountFen })
  const delivery = await bench.nextDelivery()
  const form = new URLSearchParams(delivery.body.toString())
  expect([form.get('trade_status'), form.has('gmt_payment')]).toEqual(['TRADE_CLOSED', true])
  expect(bench.provider.readNotification(delivery, bench.now())).toMatchObject({
    value: { about: 'other' },
  })
  await bench.close()
})
