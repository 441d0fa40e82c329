import type { Sent } from '@palm/shared/api/actions'
import { aPriceRequest, aTemplateRequest } from '../../testing/rules'
import { openScene, replyOf, type Scene } from '../../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

async function save(changes: Partial<Sent<'console.saveCouponTemplate'>> = {}) {
  const operator = await scene.operator()
  return operator('console.saveCouponTemplate', aTemplateRequest(changes))
}

describe('saving rules', () => {
  test.each<[string, Partial<Sent<'console.saveCouponTemplate'>>, string]>([
    [
      'that end before they begin',
      { condition: { ...aTemplateRequest().condition, fromMs: 2, toMs: 1 } },
      'rule/never-valid',
    ],
    [
      'for no station at all',
      { condition: { ...aTemplateRequest().condition, stationIds: [] } },
      'rule/empty-list',
    ],
    [
      'whose reduction exceeds their minimum',
      { reduction: { kind: 'fixed', amountFen: 20_001 } },
      'rule/above-minimum',
    ],
    ['without a funder', { funding: [{ party: 'hq', weight: 0 }] }, 'rule/no-funder'],
  ])('refuses rules %s', async (_, changes, code) => {
    expect(await save(changes)).toMatchObject(refusedWith(code))
  })

  test('is permitted to operators only', async () => {
    const asDriver = await scene.zhang('console.saveCouponTemplate', aTemplateRequest())
    expect(asDriver).toMatchObject(refusedWith('caller/forbidden'))
  })

  test('counts versions', async () => {
    await save()
    expect(replyOf(await save())).toEqual({ version: 1 })
    expect(replyOf(await save({ title: '满 200 减 21' }))).toEqual({ version: 2 })
  })

  test('refuses two prices with one id', async () => {
    const operator = await scene.operator()
    const twice = await operator('console.savePrices', {
      prices: [aPriceRequest(), aPriceRequest()],
    })
    expect(twice).toMatchObject(refusedWith('rule/same-id'))
  })
})
