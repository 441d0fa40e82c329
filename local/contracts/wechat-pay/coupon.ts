import { type Json, send } from './client'
import type { Given } from './subject'

const DAY_MS = 86_400_000

/** 商家券: stocks, codes, claims, and use of coupons. */
export function describeCoupons(give: () => Given, hasPayer: boolean): void {
  // On the real service a person would have to claim each coupon on a phone.
  const testByHand = hasPayer ? test : test.skip
  const get = (path: string, query?: Json) => send(give().client, 'get', path, undefined, query)
  const post = (path: string, body: Json) => send(give().client, 'post', path, body)

  const stock = (changes: Json = {}): Json => ({
    stock_name: '合同测试券',
    belong_merchant: give().subject.credentials.mchid,
    goods_name: '测试商品',
    stock_type: 'NORMAL',
    coupon_use_rule: {
      coupon_available_time: {
        available_begin_time: instant(Date.now()),
        available_end_time: instant(Date.now() + 7 * DAY_MS),
      },
      fixed_normal_coupon: { discount_amount: 500, transaction_minimum: 10_000 },
      use_method: 'OFF_LINE',
    },
    stock_send_rule: { max_coupons: 10, max_coupons_per_user: 2 },
    coupon_code_mode: 'WECHATPAY_MODE',
    out_request_no: give().drawNumber(),
    ...changes,
  })
  const create = (changes?: Json) => post('v3/marketing/busifavor/stocks', stock(changes))
  const use = (coupon: Json, changes: Json = {}) =>
    post('v3/marketing/busifavor/coupons/use', {
      ...coupon,
      appid: give().subject.credentials.appId,
      use_time: instant(Date.now()),
      use_request_no: give().drawNumber(),
      ...changes,
    })

  describe('refuses for coupons', () => {
    test.each<[string, Json, string]>([
      ['a stock without a name', { stock_name: undefined }, 'PARAMERROR'],
      ['an unknown type', { stock_type: 'GIFT' }, 'PARAMERROR'],
      ['a type without a value', { stock_type: 'DISCOUNT' }, 'PARAMERROR'],
      ['a number with a space', { out_request_no: 'a b' }, 'PARAMERROR'],
      ['zero coupons', { stock_send_rule: { max_coupons: 0 } }, 'PARAMERROR'],
      ['an unknown field', { local_field: 1 }, 'PARAMERROR'],
      ['a stock of another merchant', { belong_merchant: '1900000000' }, 'MCHNOTEXISTS'],
    ])('%s', async (_, changes, code) => {
      expect(await create(changes)).toMatchObject({ status: 400, code })
    })

    test('a stock under a number already used', async () => {
      const out_request_no = give().drawNumber()
      await create({ out_request_no })
      const second = await create({ out_request_no, stock_name: '另一张券' })
      expect(second).toMatchObject({ status: 400, code: 'RESOURCEALREADYEXISTS' })
    })

    test('to query an unknown stock', async () => {
      const asked = await get('v3/marketing/busifavor/stocks/1')
      expect(asked).toMatchObject({ status: 404, code: 'RESOURCENOTEXISTS' })
    })

    test('to use an unknown coupon', async () => {
      const used = await use({ coupon_code: 'never' })
      expect(used).toMatchObject({ status: 404, code: 'RESOURCENOTEXISTS' })
    })

    test('codes for a stock that generates its own', async () => {
      const { data } = await create()
      const path = `v3/marketing/busifavor/stocks/${String(data['stock_id'])}/couponcodes`
      const uploaded = await post(path, {
        coupon_code_list: ['A1'],
        upload_request_no: give().drawNumber(),
      })
      expect(uploaded).toMatchObject({ status: 400, code: 'INVALIDREQUEST' })
    })
  })

  test('repeating a stock creates one', async () => {
    const body = stock()
    const first = await post('v3/marketing/busifavor/stocks', body)
    const second = await post('v3/marketing/busifavor/stocks', body)
    expect(first).toMatchObject({ status: 200, data: { stock_id: expect.stringMatching(/^\d+$/) } })
    expect(second.data).toEqual(first.data)
  })

  test('accepts valid codes once, and lists the others', async () => {
    const { data } = await create({ coupon_code_mode: 'MERCHANT_UPLOAD' })
    const path = `v3/marketing/busifavor/stocks/${String(data['stock_id'])}`
    const upload = (codes: readonly string[]) =>
      post(`${path}/couponcodes`, {
        coupon_code_list: codes,
        upload_request_no: give().drawNumber(),
      })
    expect((await upload(['A1', 'A2', 'A2', 'A'.repeat(33)])).data).toMatchObject({
      total_count: 3,
      success_codes: ['A1', 'A2'],
      fail_codes: [{ coupon_code: 'A'.repeat(33), code: 'LENGTH_LIMIT' }],
      duplicate_codes: ['A2'],
    })
    expect((await upload(['A2', 'A3'])).data).toMatchObject({
      success_codes: ['A3'],
      exist_codes: ['A2'],
    })
    const { data: asked } = await get(path)
    expect(asked).toMatchObject({ coupon_code_count: { total_count: 3, available_count: 3 } })
  })

  test('raises the number of coupons if the merchant knows the current one', async () => {
    const { data } = await create()
    const path = `v3/marketing/busifavor/stocks/${String(data['stock_id'])}/budget`
    const raise = (current: number, target: number) =>
      send(give().client, 'patch', path, {
        target_max_coupons: target,
        current_max_coupons: current,
        modify_budget_request_no: give().drawNumber(),
      })
    expect(await raise(9, 20)).toMatchObject({ status: 400, code: 'INVALIDREQUEST' })
    expect((await raise(10, 20)).data).toMatchObject({ max_coupons: 20 })
  })

  describe('with a person who claims coupons', () => {
    async function claim(changes?: Json): Promise<{ stock_id: string; coupon_code: string }> {
      const stock_id = String((await create(changes)).data['stock_id'])
      const coupon_code = (await give().subject.hands?.claim(stock_id)) ?? ''
      return { stock_id, coupon_code }
    }
    const stateOf = async ({ coupon_code }: { coupon_code: string }) => {
      const { credentials, openId } = give().subject
      const path = `v3/marketing/busifavor/users/${openId}/coupons/${coupon_code}`
      return (await get(`${path}/appids/${credentials.appId}`)).data['coupon_state']
    }

    testByHand('a coupon is used once, whatever else is asked', async () => {
      const coupon = await claim()
      const use_request_no = give().drawNumber()
      expect(await stateOf(coupon)).toBe('SENDED')
      const other = await use(coupon, { openid: 'oSomebodyElse' })
      expect(other).toMatchObject({ status: 404, code: 'USERNOTEXISTS' })
      const use_time = instant(Date.now())
      const first = await use(coupon, { use_request_no, use_time })
      const again = await use(coupon, { use_request_no, use_time })
      expect(first.data).toMatchObject({
        stock_id: coupon.stock_id,
        openid: give().subject.openId,
      })
      expect(again.data).toEqual(first.data)
      expect(await use(coupon)).toMatchObject({ status: 400, code: 'RESOURCEALREADYEXISTS' })
      expect(await stateOf(coupon)).toBe('USED')
    })

    testByHand('a used coupon is given back once, and can be used again', async () => {
      const coupon = await claim()
      const giveBack = (return_request_no: string) =>
        post('v3/marketing/busifavor/coupons/return', { ...coupon, return_request_no })
      const number = give().drawNumber()
      expect(await giveBack(number)).toMatchObject({ status: 400, code: 'INVALIDREQUEST' })
      await use(coupon)
      const returned = await giveBack(number)
      expect(returned.status).toBe(200)
      expect((await giveBack(number)).data).toEqual(returned.data)
      expect(await stateOf(coupon)).toBe('SENDED')
      expect(await use(coupon)).toMatchObject({ status: 200 })
    })

    testByHand('a deactivated coupon is used by nobody', async () => {
      const coupon = await claim()
      const body = { ...coupon, deactivate_request_no: give().drawNumber() }
      const path = 'v3/marketing/busifavor/coupons/deactivate'
      expect(await post(path, body)).toMatchObject({ status: 200 })
      expect(await use(coupon)).toMatchObject({ status: 400, code: 'INVALIDREQUEST' })
      expect(await stateOf(coupon)).toBe('DEACTIVATED')
    })

    testByHand('a coupon of the merchant’s own code needs its stock', async () => {
      const { coupon_code, stock_id } = await claim({ coupon_code_mode: 'MERCHANT_API' })
      expect(await use({ coupon_code })).toMatchObject({ status: 400, code: 'PARAMERROR' })
      expect(await use({ coupon_code, stock_id })).toMatchObject({ status: 200 })
    })

    testByHand('the coupons of a user are found by stock and state', async () => {
      const { coupon_code, stock_id } = await claim()
      const { credentials, openId } = give().subject
      const list = async (coupon_state: string) => {
        const query = { appid: credentials.appId, stock_id, coupon_state }
        return (await get(`v3/marketing/busifavor/users/${openId}/coupons`, query)).data
      }
      expect(await list('SENDED')).toMatchObject({ total_count: 1, data: [{ coupon_code }] })
      expect(await list('USED')).toMatchObject({ total_count: 0, data: [] })
    })

    testByHand('an order is associated with a coupon, and no other one', async () => {
      const coupon = await claim()
      const associate = (verb: string, out_trade_no: string) =>
        post(`v3/marketing/busifavor/coupons/${verb}`, {
          ...coupon,
          out_trade_no,
          out_request_no: give().drawNumber(),
        })
      expect(await associate('associate', 'ORDER1')).toMatchObject({ status: 200 })
      expect(await associate('associate', 'ORDER2')).toMatchObject({ code: 'INVALIDREQUEST' })
      expect(await associate('disassociate', 'ORDER2')).toMatchObject({ code: 'RESOURCENOTEXISTS' })
      expect(await associate('disassociate', 'ORDER1')).toMatchObject({ status: 200 })
    })
  })
}

/** RFC 3339 in Beijing, as the pages write it. */
const instant = (atMs: number): string =>
  `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
