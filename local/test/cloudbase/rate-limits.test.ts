import { probeDeployment, useStack } from './probe-stack'

const { stack } = useStack(() => ({
  deployment: probeDeployment({
    functions: { probe: { memoryMb: 128, timeoutSeconds: 5, clientQps: 5 } },
    routes: [{ path: '/probe', function: 'probe', qps: 100, clientQps: 5 }],
  }),
}))

const TIMES = 12

test('a route answers 429 above its rate limit, without calling its function', async () => {
  const ask = () => fetch(`${stack().url}/probe?reply=identity`)
  const responses = await Promise.all(Array.from({ length: TIMES }, ask))
  const limited = responses.filter(({ status }) => status === 429)
  expect(limited).toHaveLength(TIMES - 5)
  expect(await limited[0]!.json()).toMatchObject({ code: 'EXCEED_RATELIMIT' })
})

test('a function refuses a wallet’s owner above the rate limit, and no others', async () => {
  const call = (openId: string) =>
    stack().functions.callFromWechat('probe', { do: 'echo' }, { openId, appId: 'wx-app' })
  const calls = await Promise.allSettled(Array.from({ length: TIMES }, () => call('openid-ada')))
  const refused = calls.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(TIMES - 5)
  expect(refused[0]).toMatchObject({ reason: { code: 'EXCEED_RATELIMIT' } })
  await expect(call('openid-bob')).resolves.toBeDefined()
})
