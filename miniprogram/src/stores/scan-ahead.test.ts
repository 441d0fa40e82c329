import { SECOND_MS } from '@palm/shared/kernel/instant'
import { always, anApi } from '@palm/client/testing/api'
import { aSale } from '@palm/client/testing/builders'
import { aClock } from '@palm/client/testing/phone'
import { ScanAhead } from './scan-ahead'

const CODE = 'BJ0001-03'

function opened(by: string | null) {
  const api = anApi({ 'station.scan': always<'station.scan'>(aSale()) })
  const clock = aClock()
  const scanned = () => api.requestsOf('station.scan')
  return { ahead: new ScanAhead(api, clock, by), clock, scanned }
}

test('the code that opened the app is asked for before a screen asks', async () => {
  const { ahead, scanned } = opened(CODE)
  expect(scanned()).toEqual([{ scanned: CODE }])
  expect(await ahead.scan(CODE)).toMatchObject({ ok: true })
  expect(scanned()).toHaveLength(1)
})

test.each([
  ['the same code a second time', CODE, 0, 2],
  ['an answer of eleven seconds ago', CODE, 11, 1],
  ['another code', 'BJ0001-04', 0, 1],
])('%s is asked for again', async (_, code, seconds, times) => {
  const { ahead, clock, scanned } = opened(CODE)
  await clock.pass(seconds * SECOND_MS)
  for (let time = 0; time < times; time++) await ahead.scan(code)
  expect(scanned()).toEqual([{ scanned: CODE }, { scanned: code }])
})

test('nothing is asked for without a code', () => {
  expect(opened(null).scanned()).toEqual([])
})
