import { openWechatBench } from '../testing/channel-bench'
import { anOpenPayment } from './channel.contract'

test('a trade of another app is not accepted', async () => {
  const bench = await openWechatBench()
  const request = anOpenPayment(bench)
  await bench.channel.openPayment(request)
  expect(await bench.channel.query(request.outTradeNo)).toMatchObject({ ok: true })
  expect(await bench.channelOf('wxanother').query(request.outTradeNo)).toMatchObject({
    refusal: { code: 'payment/channel-unreachable' },
  })
  await bench.close()
})
