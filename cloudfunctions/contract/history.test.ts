import { DAY_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { CONTRACT_PAYABLE, contractId, saveContract, signedContract } from '../testing/contracts'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const TAXI = 'contract-template:taxi'
const unknown = { ok: false, refusal: { code: 'contract/unknown' } }

const history = async () =>
  replyOf(await scene.zhang('contract.history', { contractId: contractId('1') }))
const estimate = async () => replyOf(await scene.zhang('contract.estimate', { templateId: TAXI }))

async function fuel(payableFen: number, dispensedFen = 20_000) {
  const { orderId } = await scene.paid({ payableFen })
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen, proof: UNPROVEN }))
  return orderId
}

describe('the history of a contract', () => {
  test('lists the fills that count, with what its price has saved', async () => {
    await signedContract(scene)
    expect(await history()).toEqual({ fills: [], savedFen: 0 })
    const orderId = await fuel(CONTRACT_PAYABLE)
    expect(await history()).toMatchObject({
      fills: [
        {
          orderId,
          stationName: '朝阳北路加油站',
          amountFen: 20_000,
          volumeMl: 25_610,
          refundedFen: 0,
        },
      ],
      savedFen: 1_280,
    })
  })

  test('shows what a correction has taken back', async () => {
    await signedContract(scene)
    const orderId = await fuel(CONTRACT_PAYABLE)
    replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 18_000 }))
    expect((await history()).fills).toMatchObject([{ amountFen: 18_000, refundedFen: 2_000 }])
  })

  test('leaves out what was bought before it', async () => {
    await saveContract(scene)
    await fuel(20_000)
    await scene.advance(DAY_MS)
    await signedContract(scene)
    expect((await history()).fills).toEqual([])
  })

  test('is for its member only', async () => {
    await signedContract(scene)
    expect(await scene.chen('contract.history', { contractId: contractId('1') })).toMatchObject(
      unknown,
    )
  })
})

describe('the estimate before signing', () => {
  test('names the last day, and says nothing without a history', async () => {
    await saveContract(scene)
    expect(await estimate()).toEqual({ toMs: scene.now() + 90 * DAY_MS, breakEven: null })
  })

  test('carries the own habit on to the end of the period', async () => {
    await saveContract(scene)
    await fuel(20_000)
    await scene.advance(15 * DAY_MS)
    const dutyId = `duty:${'1'.repeat(20)}`
    replyOf(await scene.wang('staff.startDuty', { dutyId, stationId: 'station:bj0001' }))
    await fuel(20_000)
    await scene.advance(DAY_MS)
    expect((await estimate()).breakEven).toMatchObject({
      fills: 2,
      countingFills: 2,
      promised: 100_000,
      isReached: true,
    })
  })

  test('is for listed templates only', async () => {
    await saveContract(scene, { onShow: false })
    expect(await scene.zhang('contract.estimate', { templateId: TAXI })).toMatchObject({
      ok: false,
      refusal: { code: 'contract/not-open' },
    })
  })
})

test('the signed text names the operator as the other party', async () => {
  await signedContract(scene)
  expect(
    replyOf(await scene.zhang('contract.text', { contractId: contractId('1') })),
  ).toMatchObject({ operatorName: '北京朝北石油销售有限公司' })
})
