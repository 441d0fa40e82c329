import { openAlipayBench } from '../testing/channel-bench'
import { anOpenPayment } from './channel.contract'

test('a field that comes twice is refused, though both say the same', async () => {
  const bench = await openAlipayBench()
  const opened = await bench.channel.openPayment(anOpenPayment(bench))
  if (!opened.ok) throw new Error(opened.refusal.code)
  await bench.pay(opened.value)
  const { body, headers } = await bench.nextDelivery()
  const amount = /total_amount=[^&]+/.exec(body.toString())![0]
  const doubled = { headers, body: Buffer.from(`${body.toString()}&${amount}`) }
  expect(bench.channel.readNotification({ headers, body }, bench.now())).toMatchObject({ ok: true })
  expect(bench.channel.readNotification(doubled, bench.now())).toMatchObject({
    refusal: { code: 'notification/unreadable' },
  })
  await bench.close()
})

test('more than 64 KiB is refused, however well it is signed', async () => {
  const bench = await openAlipayBench()
  const delivery = { headers: {}, body: Buffer.from(`subject=${'x'.repeat(64 * 1024)}`) }
  expect(bench.channel.readNotification(delivery, bench.now())).toMatchObject({
    refusal: { code: 'notification/unreadable' },
  })
  await bench.close()
})
