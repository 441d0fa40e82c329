import { openWechatBench } from '../../testing/provider-bench'
import { anOpenPayment } from '../provider.contract'

test('a trade of another app is not accepted', async () => {
  const bench = await openWechatBench()
  const request = anOpenPayment(bench)
  await bench.provider.openPayment(request)
  expect(await bench.provider.query(request.outTradeNo)).toMatchObject({ ok: true })
  expect(await bench.providerOf('wxanother').query(request.outTradeNo)).toMatchObject({
    refusal: { code: 'payment/provider-unreachable' },
  })
  await bench.close()
})
