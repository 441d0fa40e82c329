import { Rsa } from 'wechatpay-axios-plugin'
import { type Json, send } from './client'
import type { Given } from './subject'

const DAY_MS = 86_400_000
const RECEIVER = { type: 'PERSONAL_OPENID' } as const

/** Money movements: profit sharing, bills, and the encryption that both need. */
export function describeMoney(give: () => Given, hasPayer: boolean): void {
  // On the real service a person would have to confirm each payment on a phone.
  const testByHand = hasPayer ? test : test.skip
  const get = (path: string, query?: Json) => send(give().client, 'get', path, undefined, query)
  const post = (path: string, body: Json) => send(give().client, 'post', path, body)

  const share = (transactionId: string, changes: Json = {}) => {
    const { drawNumber, subject } = give()
    return post('v3/profitsharing/orders', {
      appid: subject.credentials.appId,
      transaction_id: transactionId,
      out_order_no: drawNumber(),
      receivers: [{ ...RECEIVER, account: subject.openId, amount: 10, description: '合同测试' }],
      unfreeze_unsplit: false,
      ...changes,
    })
  }
  const unfreeze = (transactionId: string) =>
    post('v3/profitsharing/orders/unfreeze', {
      transaction_id: transactionId,
      out_order_no: give().drawNumber(),
      description: '合同测试',
    })
  const addReceiver = () => {
    const { credentials, openId } = give().subject
    const receiver = { ...RECEIVER, account: openId, relation_type: 'USER' }
    return post('v3/profitsharing/receivers/add', { appid: credentials.appId, ...receiver })
  }

  describe('refuses', () => {
    test.each<[string, Json, string]>([
      ['a bill of today', { bill_date: dayOf(Date.now()) }, 'INVALIDREQUEST'],
      ['a bill without a day', {}, 'PARAMERROR'],
      [
        'a bill with unknown compression',
        { bill_date: '2026-01-01', tar_type: 'ZIP' },
        'PARAMERROR',
      ],
    ])('%s', async (_, query, code) => {
      expect(await get('v3/bill/tradebill', query)).toMatchObject({ status: 400, code })
    })

    test('profit sharing of an unpaid trade', async () => {
      const shared = await share('4200000000000000000000000000')
      expect(shared).toMatchObject({ code: 'RESOURCENOTEXISTS' })
    })

    test('a receiver with an unknown relation', async () => {
      const { credentials, openId } = give().subject
      const receiver = { ...RECEIVER, account: openId, relation_type: 'FRIEND' }
      const added = await post('v3/profitsharing/receivers/add', {
        appid: credentials.appId,
        ...receiver,
      })
      expect(added).toMatchObject({ status: 400, code: 'PARAMERROR' })
    })

    test('to query an unknown refund', async () => {
      const asked = await get(`v3/refund/domestic/refunds/${give().drawNumber()}`)
      expect(asked).toMatchObject({ status: 404, code: 'RESOURCENOTEXISTS' })
    })
  })

  test('echoes encrypted text, encrypted for the merchant', async () => {
    const { merchantPrivateKeyPem, publicKeyPem } = give().subject.credentials
    const { data } = await post('v3/security/echo', {
      echo_message: 'hello',
      encrypted_echo_message: Rsa.encrypt('秘密', publicKeyPem),
    })
    const back = Rsa.decrypt(String(data['encrypted_echo_message']), merchantPrivateKeyPem)
    expect(back).toBe('秘密')
  })

  test('has yesterday’s bill, or reports that there was nothing', async () => {
    const asked = await get('v3/bill/tradebill', { bill_date: dayOf(Date.now() - DAY_MS) })
    const words = ['NOSTATEMENTEXIST', 'STATEMENTCREATING']
    if (asked.status === 200) expect(asked.data).toMatchObject({ hash_type: 'SHA1' })
    else expect(words).toContain(asked.code)
  })

  testByHand('a share is pending first and has a result later', async () => {
    const transactionId = await give().pay({ settle_info: { profit_sharing: true } })
    await addReceiver()
    expect(await share(transactionId)).toMatchObject({ code: 'INVALIDREQUEST' }) // too soon
    await give().subject.hands?.waitAMinute()
    expect(await share(transactionId, { receivers: tooMuch() })).toMatchObject({
      code: 'INVALIDREQUEST',
    })
    const shared = await share(transactionId)
    expect(shared.data).toMatchObject({ state: 'PROCESSING', receivers: [{ result: 'PENDING' }] })
    await give().subject.hands?.settle()
    const path = `v3/profitsharing/orders/${String(shared.data['out_order_no'])}`
    const asked = await get(path, { transaction_id: transactionId })
    expect(asked.data).toMatchObject({ state: 'FINISHED', receivers: [{ result: 'SUCCESS' }] })
    expect(await unfreeze(transactionId)).toMatchObject({ status: 200 })
    expect(await share(transactionId)).toMatchObject({ code: 'INVALIDREQUEST' })
  })

  /** At most thirty fen of a yuan. */
  const tooMuch = () => [
    { ...RECEIVER, account: give().subject.openId, amount: 31, description: '合同测试' },
  ]
}

/** `yyyy-MM-dd` in Beijing. */
const dayOf = (atMs: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(atMs)
