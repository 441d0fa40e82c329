import { createHash } from 'node:crypto'
import type { Sent } from '@palm/shared/api/actions'
import { DAY_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import type { Caller } from '../testing/bench'
import {
  aContractRequest,
  aSignRequest,
  CONTRACT_PAYABLE,
  contractId,
  type ContractRequest,
  saveContract,
  signedContract,
} from '../testing/contracts'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const TAXI = 'contract-template:taxi'

type Template = Partial<ContractRequest>

const saveTemplate = (changes: Template = {}) => saveContract(scene, changes)
const signed = (changes: Template = {}) => signedContract(scene, changes)
const aSign = (changes: Partial<Sent<'contract.sign'>> = {}) => aSignRequest(scene, changes)

const sign = async (changes: Partial<Sent<'contract.sign'>> = {}) =>
  scene.zhang('contract.sign', await aSign(changes))

const cancel = (tail = '1', whose: Caller = scene.zhang) =>
  whose('contract.cancel', { contractId: contractId(tail) })

const offers = async (whose: Caller = scene.zhang) =>
  replyOf(await whose('contract.offers', {})).offers

const mine = async () => replyOf(await scene.zhang('contract.mine', {})).contracts

describe('saving a template', () => {
  test.each<[string, Template, string]>([
    ['that promise nothing', { promise: { unit: 'ml', volumeMl: 0 } }, 'contract-terms/no-promise'],
    ['that never hold', { period: { kind: 'days', days: 0 } }, 'contract-terms/no-period'],
    [
      'that bring no benefit',
      { benefit: { kind: 'gift-coupons' }, milestones: [] },
      'contract-terms/no-benefit',
    ],
    ['whose cooling-off never ends', { coolingOffDays: 90 }, 'contract-terms/cooling-off-too-long'],
    ['without a funder', { funding: [{ party: 'hq', weight: 0 }] }, 'contract-terms/no-funder'],
    [
      'for no station at all',
      { condition: { ...aContractRequest().condition, stationIds: [] } },
      'rule/empty-list',
    ],
    [
      'whose coupon does not exist',
      { milestones: [{ at: 1, couponTemplateIds: ['coupon-template:gone'] }] },
      'contract-terms/unknown-coupon',
    ],
    ['without a text', { paragraphs: [] }, 'request/malformed'],
    ['with a negative promise', { promise: { unit: 'fen', amountFen: -1 } }, 'request/malformed'],
    ['beyond the size limits', { coolingOffDays: 1e12 }, 'request/malformed'],
  ])('refuses terms %s', async (_, changes, code) => {
    expect(await saveTemplate(changes)).toMatchObject(refusedWith(code))
  })

  test('is permitted to operators only', async () => {
    expect(await scene.zhang('console.saveContractTemplate', aContractRequest())).toMatchObject(
      refusedWith('caller/forbidden'),
    )
  })

  test('counts versions, and hashes the displayed text', async () => {
    const text = '每升优惠合约\n九十天内在指定油站加满一千元。\n没有完成不补差价。'
    const textHash = createHash('sha256').update(text).digest('hex')
    expect(replyOf(await saveTemplate())).toEqual({ version: 1, textHash })
    const next = replyOf(await saveTemplate({ paragraphs: ['一句话。'] }))
    expect(next.version).toBe(2)
    expect(next.textHash).not.toBe(textHash)
  })
})

describe('contracts on offer', () => {
  test('are shown with text and familiar names, and without funders', async () => {
    replyOf(await saveTemplate())
    const [offer] = await offers()
    expect(offer).toMatchObject({
      templateId: TAXI,
      paragraphs: ['九十天内在指定油站加满一千元。', '没有完成不补差价。'],
      stationNames: ['朝阳北路加油站'],
      milestones: [{ at: 2_000, couponTitles: ['满 200 减 20'] }],
      refusal: null,
    })
    expect(offer).not.toHaveProperty('funding')
  })

  test('exclude withdrawn and ended ones', async () => {
    replyOf(await saveTemplate({ onShow: false }))
    replyOf(await saveTemplate({ id: 'contract-template:late', signByMs: scene.now() }))
    expect(await offers()).toEqual([])
  })

  test('state why a member cannot sign', async () => {
    await signed()
    expect(await offers()).toMatchObject([{ refusal: { code: 'contract/open-already' } }])
    expect(await offers(scene.chen)).toMatchObject([{ refusal: null }])
  })
})

describe('signing', () => {
  test.each<[string, Template, Partial<Sent<'contract.sign'>>, string]>([
    ['an unknown template', {}, { templateId: 'contract-template:other' }, 'contract/not-open'],
    ['a delisted template', { onShow: false }, {}, 'contract/not-open'],
    ['a forged text', {}, { textHash: 'f'.repeat(64) }, 'contract/other-text'],
    ['another version', {}, { version: 7 }, 'contract/other-text'],
    ['without consent', {}, { consent: null }, 'contract/no-consent'],
    ['in the name of another', {}, { memberId: 'member:1' } as never, 'request/malformed'],
  ])('%s is refused without effect', async (_, template, changes, code) => {
    replyOf(await saveTemplate(template))
    expect(await sign(changes)).toMatchObject(refusedWith(code))
    expect(await mine()).toEqual([])
  })

  test('keeps a record of the agreement and its time', async () => {
    const { state, textHash } = await signed()
    expect(state).toMatchObject({
      status: 'cooling-off',
      fromMs: scene.now(),
      toMs: scene.now() + 90 * DAY_MS,
      signing: { version: 1, textHash, signedAtMs: scene.now(), consent: 'ticked' },
    })
  })

  test('is one contract, however many taps and phones', async () => {
    replyOf(await saveTemplate())
    const request = await aSign()
    const taps = await Promise.all([1, 2].map(() => scene.zhang('contract.sign', request)))
    const other = { ...request, contractId: contractId('2') }
    const again = await scene.zhang('contract.sign', other)
    expect(taps.map(({ ok }) => ok)).toEqual([true, true])
    expect(again).toMatchObject(refusedWith('contract/open-already'))
    expect(await mine()).toHaveLength(1)
  })

  test.each([
    ['in the last millisecond is in time', 1, { ok: true }],
    ['at midnight is too late', 0, refusedWith('contract/offer-over')],
  ])('%s', async (_, earlyMs, answer) => {
    replyOf(await saveTemplate({ signByMs: scene.now() + DAY_MS }))
    const request = await aSign()
    await scene.advance(DAY_MS - earlyMs)
    expect(await scene.zhang('contract.sign', request)).toMatchObject(answer)
  })

  test('refers to the displayed text, which stays when the template changes', async () => {
    replyOf(await saveTemplate())
    const read = await aSign()
    replyOf(await saveTemplate({ title: '更好的合约', paragraphs: ['改过的条款。'] }))
    expect(await scene.zhang('contract.sign', read)).toMatchObject(
      refusedWith('contract/other-text'),
    )
    replyOf(await sign())
    replyOf(await saveTemplate({ paragraphs: ['又改了。'] }))
    const asked = { contractId: contractId('1') }
    expect(replyOf(await scene.zhang('contract.text', asked))).toEqual({
      title: '更好的合约',
      paragraphs: ['改过的条款。'],
      operatorName: '北京朝北石油销售有限公司',
    })
    expect(await scene.chen('contract.text', asked)).toMatchObject(refusedWith('contract/unknown'))
  })
})

describe('stepping back', () => {
  test('ends the contract while it cools off, and it can be signed again', async () => {
    await signed()
    expect(await mine()).toMatchObject([{ mayStepBack: true }])
    const cancelled = { state: { status: 'cancelled', reason: 'withdrawn' }, mayStepBack: false }
    expect(replyOf(await cancel())).toMatchObject(cancelled)
    expect(replyOf(await cancel())).toMatchObject(cancelled)
    replyOf(await sign({ contractId: contractId('2') }))
    expect((await mine()).map(({ state }) => state.status)).toEqual(['cooling-off', 'cancelled'])
  })

  test.each<[string, () => Promise<unknown>]>([
    ['after an order took its price', () => scene.place({ payableFen: CONTRACT_PAYABLE })],
    ['after something was bought', bought],
    ['when the cooling-off is over', () => scene.advance(7 * DAY_MS)],
  ])('is refused %s', async (_, happen) => {
    await signed()
    await happen()
    expect(await cancel()).toMatchObject(refusedWith('contract/binding'))
    expect(await mine()).toMatchObject([{ mayStepBack: false }])
  })

  test('works for one’s own contract only', async () => {
    await signed()
    expect(await cancel('1', scene.chen)).toMatchObject(refusedWith('contract/unknown'))
    expect(await cancel('9')).toMatchObject(refusedWith('contract/unknown'))
  })
})

async function bought() {
  const { orderId } = await scene.paid({ payableFen: CONTRACT_PAYABLE })
  const proof = UNPROVEN
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof }))
}
