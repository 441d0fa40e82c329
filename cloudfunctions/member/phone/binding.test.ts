import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { phones } from '../../documents/phones'
import { replyOf } from '../../testing/scene'
import { NUMBER, openTwoWallets, type TwoWallets } from '../../testing/two-wallets'

let scene: TwoWallets
beforeEach(async () => {
  scene = await openTwoWallets()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const SHOWN = { shown: '138****0000' }

test('a number is bound in either wallet, shown in part and stored sealed', async () => {
  expect(replyOf(await scene.zhang('member.phone', {}))).toEqual({
    phone: null,
    asking: null,
    asked: null,
    joined: null,
  })
  const bound = replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
  expect(bound).toMatchObject({ phone: SHOWN, asking: null, joined: null })
  expect(replyOf(await scene.zhang('member.enter', {})).phone).toBe('138****0000')
  const alipay = await scene.inAlipay('LOCALchen')
  const other = scene.fromAlipay('13900000001')
  expect(replyOf(await alipay('member.bindPhone', other)).phone?.shown).toBe('139****0001')
  const stored = JSON.stringify([scene.stack.documents('phones'), scene.stack.documents('members')])
  expect(stored).not.toMatch(/1380000|13900000001/)
})

test.each<[string, () => unknown, string]>([
  [
    'a code used before',
    async () => {
      const used = await scene.fromWechat()
      replyOf(await scene.zhang('member.bindPhone', used))
      return used
    },
    'phone/code-refused',
  ],
  [
    'a code of another user',
    () => scene.fromWechat(NUMBER, 'oLOCALsomebody'),
    'phone/code-refused',
  ],
  [
    'a code after five minutes',
    async () => {
      const old = await scene.fromWechat()
      await scene.advance(5 * MINUTE_MS)
      return old
    },
    'phone/code-refused',
  ],
  ['the other wallet’s proof', () => scene.fromAlipay(), 'phone/code-refused'],
  ['a number of another country', () => scene.fromWechat('4155550100'), 'phone/not-mobile'],
])('in WeChat %s is refused', async (_, proof, code) => {
  const sent = (await proof()) as Awaited<ReturnType<typeof scene.fromWechat>>
  expect(await scene.zhang('member.bindPhone', sent)).toMatchObject(refusedWith(code))
})

test('WeChat that does not answer leaves everything as it was, and another code binds', async () => {
  scene.stack.faults.arm({ at: 'wechat.phone-number', kind: 'html-502' })
  expect(await scene.zhang('member.bindPhone', await scene.fromWechat())).toMatchObject(
    refusedWith('phone/wallet-unreachable'),
  )
  expect(replyOf(await scene.zhang('member.phone', {})).phone).toBeNull()
  scene.wechat.expireTokens()
  expect(replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat())).phone).toEqual(
    expect.objectContaining(SHOWN),
  )
})

test('an envelope that Alipay has not signed, or encrypted for another app, is refused', async () => {
  const alipay = await scene.inAlipay()
  const { proof } = scene.fromAlipay()
  if (proof.wallet !== 'alipay') throw new Error('not of Alipay')
  const other = scene.fromAlipay('13900000001').proof as typeof proof
  for (const forged of [
    { ...proof, sign: other.sign },
    { ...proof, response: `${proof.response.slice(0, -4)}AAAA` },
    { ...proof, sign: 'none' },
  ]) {
    expect(await alipay('member.bindPhone', { proof: forged })).toMatchObject(
      refusedWith('phone/code-refused'),
    )
  }
})

test('in the same wallet a number moves to its new owner without the former owner’s account', async () => {
  await scene.endow()
  replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
  const proof = await scene.fromWechat(NUMBER, 'oLOCALchen')
  expect(replyOf(await scene.chen('member.bindPhone', proof))).toMatchObject({
    phone: SHOWN,
    joined: null,
  })
  expect(replyOf(await scene.zhang('member.phone', {})).phone).toBeNull()
  expect(replyOf(await scene.zhang('coupon.pocket', {})).coupons).toHaveLength(1)
  expect(replyOf(await scene.chen('coupon.pocket', {})).coupons).toHaveLength(0)
})

test('a number is changed and given up, and its record forgets it', async () => {
  replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
  const next = await scene.fromWechat('13700000007')
  expect(replyOf(await scene.zhang('member.bindPhone', next)).phone?.shown).toBe('137****0007')
  const records = scene.stack.documents('phones').map((document) => phones.read(document))
  expect(records.map(({ sealed }) => sealed === null).sort()).toEqual([false, true])
  expect(replyOf(await scene.zhang('member.unbindPhone', {})).phone).toBeNull()
  const left = scene.stack.documents('phones').map((document) => phones.read(document))
  expect(left.every(({ holderId, sealed }) => holderId === null && sealed === null)).toBe(true)
})

test('numbers of a day are counted', async () => {
  for (let count = 0; count < 10; count++) {
    const proof = await scene.fromWechat(`1380000001${count}`)
    replyOf(await scene.zhang('member.bindPhone', proof))
    await scene.advance(MINUTE_MS)
  }
  expect(await scene.zhang('member.bindPhone', await scene.fromWechat())).toMatchObject(
    refusedWith('request/too-often'),
  )
})
