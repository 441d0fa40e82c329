import { AlipaySdk } from 'alipay-sdk'
import type { AlipaySubject, Given } from './subject'

type Json = Readonly<Record<string, unknown>>

const DAY_MS = 86_400_000
const PREFIX = 'alipay.marketing.activity.ordervoucher'

/**
 * 商家券: activities, codes, claims, and use of vouchers. Refusals are tested with a hand-written
 * client, the rest with Alipay's own SDK, which verifies every answer.
 */
export function describeVouchers(give: () => Given, hasPayer: boolean): void {
  // Even in the sandbox a person would have to claim each voucher on a phone.
  const testByHand = hasPayer ? test : test.skip
  const ask = async (verb: string, content: Json) =>
    (await give().merchant.call(`${PREFIX}.${verb}`, content)).node
  const call = async (verb: string, bizContent: Json): Promise<Json> => {
    // The SDK's own timestamp is the machine's local time; Alipay expects Beijing time.
    const content = { bizContent, timestamp: dateTime(Date.now()) }
    const options = { validateSign: true }
    return { ...(await connect(give().subject).exec(`${PREFIX}.${verb}`, content, options)) }
  }

  const activity = (changes: Json = {}): Json => ({
    out_biz_no: give().drawNumber(),
    merchant_access_mode: 'SELF_MODE',
    activity_base_info: { activity_name: '合同测试', code_mode: 'MERCHANT_UPLOAD' },
    voucher_send_mode_info: {
      voucher_send_mode: 'DIRECT_SEND_MODE',
      voucher_send_rule_info: {
        ...{ quantity: 0, quantity_limit_per_user: 2 },
        publish_start_time: dateTime(Date.now() - DAY_MS),
        publish_end_time: dateTime(Date.now() + DAY_MS),
      },
    },
    voucher_deduct_info: {
      voucher_type: 'FIX_VOUCHER',
      fix_voucher_info: { amount: '5.00', floor_amount: '100.00' },
    },
    voucher_available_scope_info: {},
    voucher_use_rule_info: {
      voucher_use_time_info: {
        period_type: 'RELATIVE',
        relative_period_info: { valid_days_after_receive: 7 },
      },
    },
    voucher_customer_guide_info: {},
    voucher_display_pattern_info: { brand_name: '合同测试' },
    ...changes,
  })
  const numbered = (content: Json): Json => ({ out_biz_no: give().drawNumber(), ...content })

  describe('refuses for vouchers', () => {
    test.each<[string, Json]>([
      ['an activity without a number', { out_biz_no: undefined }],
      ['an unknown type', { voucher_deduct_info: { voucher_type: 'GIFT' } }],
      ['a type without a value', { voucher_deduct_info: { voucher_type: 'FIX_VOUCHER' } }],
      ['no period of use', { voucher_use_rule_info: {} }],
    ])('%s', async (_, changes) => {
      const node = await ask('create', activity(changes))
      expect(node).toMatchObject({ code: '40004', sub_code: 'REQUEST_PARAM_ILLEGAL' })
    })

    test('an activity under a number already used', async () => {
      const out_biz_no = give().drawNumber()
      await ask('create', activity({ out_biz_no }))
      const other = { activity_name: '另一个', code_mode: 'MERCHANT_API' }
      const node = await ask('create', activity({ out_biz_no, activity_base_info: other }))
      expect(node).toMatchObject({ code: '40004' })
    })

    test.each<[string, Json]>([
      ['query', {}],
      ['codecount', {}],
      ['stop', { out_biz_no: 'N1' }],
      ['append', { out_biz_no: 'N2', voucher_quantity: 1 }],
      ['codedeposit', { out_biz_no: 'N3', voucher_codes: ['A1'] }],
    ])('to %s an unknown activity', async (verb, content) => {
      const node = await ask(verb, { activity_id: '2088', ...content })
      expect(node).toMatchObject({ code: '40004' })
    })
  })

  test('repeating an activity creates one, which is being made', async () => {
    const content = activity()
    const first = await call('create', content)
    const second = await call('create', content)
    expect(first).toMatchObject({ code: '10000', activity_id: expect.stringMatching(/^\d+$/) })
    expect(second['activity_id']).toBe(first['activity_id'])
    expect(await call('query', { activity_id: first['activity_id'] })).toMatchObject({
      activity_base_info: { activity_operation_status: 'CREATING' },
    })
  })

  describe('when time passes', () => {
    const settle = () => give().subject.hands?.settle()

    /** Made, with codes, and open to claims. */
    async function open(codes: readonly string[]): Promise<string> {
      const created = await call('create', activity())
      const activity_id = String(created['activity_id'])
      await settle()
      await call('codedeposit', numbered({ activity_id, voucher_codes: codes }))
      await call('append', numbered({ activity_id, voucher_quantity: codes.length }))
      await settle()
      return activity_id
    }
    const spend = (verb: 'use' | 'refund', voucher: Json, changes: Json = {}) =>
      call(
        verb,
        numbered({
          ...voucher,
          biz_dt: dateTime(Date.now()),
          total_fee: '100.00',
          ...(verb === 'use' ? { trade_channel: 'ZHIFUBAO_TRADE_CHANNEL' } : {}),
          ...changes,
        }),
      )

    testByHand('an activity takes codes when it has been made, and not before', async () => {
      const created = await call('create', activity())
      const { activity_id } = created
      const deposit = (voucher_codes: readonly string[]) =>
        call('codedeposit', numbered({ activity_id, voucher_codes }))
      expect(await deposit(['A1'])).toMatchObject({ code: '40004' })
      await settle()
      expect(await call('query', { activity_id })).toMatchObject({
        activity_base_info: { activity_status: 'ACTIVE' },
      })
      expect(await deposit(['A1', 'A2', '券'])).toMatchObject({
        success_count: 2,
        success_voucher_code_list: ['A1', 'A2'],
        fail_voucher_code_detail_list: [{ voucher_code: '券' }],
      })
      expect(await deposit(['A2', 'A3'])).toMatchObject({ success_count: 1, fail_count: 1 })
      expect(await call('codecount', { activity_id })).toMatchObject({ success_count: 3 })
    })

    testByHand('there are as many vouchers as codes, and never fewer than before', async () => {
      const activity_id = await open(['B1', 'B2'])
      for (const voucher_quantity of [1, 2, 3]) {
        const node = await call('append', numbered({ activity_id, voucher_quantity }))
        expect(node).toMatchObject({ code: '40004' })
      }
    })

    testByHand('a voucher is used once, given back once, and can be used again', async () => {
      const activity_id = await open(['C1'])
      const voucher_code = await give().subject.hands?.claim(activity_id)
      const voucher = { activity_id, voucher_code }
      expect(await spend('refund', voucher)).toMatchObject({ code: '40004' })
      const number = { out_biz_no: give().drawNumber(), biz_dt: dateTime(Date.now()) }
      const first = await spend('use', voucher, number)
      expect(first).toMatchObject({ code: '10000', activity_id })
      expect(await spend('use', voucher, number)).toMatchObject({ code: '10000', activity_id })
      expect(await spend('use', voucher)).toMatchObject({ code: '40004' })
      expect(await call('query', { activity_id })).toMatchObject({
        voucher_inventory_info: { send_count: 1, use_count: 1 },
      })
      expect(await spend('refund', voucher)).toMatchObject({ code: '10000' })
      expect(await spend('use', voucher)).toMatchObject({ code: '10000' })
    })

    testByHand('a stopped activity keeps what was given out', async () => {
      const activity_id = await open(['D1', 'D2'])
      const voucher_code = await give().subject.hands?.claim(activity_id)
      await call('stop', numbered({ activity_id }))
      await settle()
      expect(await call('query', { activity_id })).toMatchObject({
        activity_base_info: { activity_status: 'FINISHED' },
      })
      expect(await give().subject.hands?.claim(activity_id)).toBe('not-running')
      expect(await spend('use', { activity_id, voucher_code })).toMatchObject({ code: '10000' })
    })
  })
}

const connect = ({ credentials, gatewayUrl }: AlipaySubject): AlipaySdk =>
  new AlipaySdk({
    appId: credentials.appId,
    privateKey: credentials.appPrivateKeyPem,
    keyType: 'PKCS8',
    alipayPublicKey: credentials.alipayPublicKeyPem,
    gateway: gatewayUrl,
    camelcase: false,
  })

/** `yyyy-MM-dd HH:mm:ss` in Beijing. */
const dateTime = (atMs: number): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
