import { DAY_MS } from '@palm/shared/kernel/instant'
import { Writable } from 'node:stream'
import { type AccountScene, aRechargeId, openAccountScene } from '../testing/account-scene'
import { someStoredValueRules } from '../testing/rules'
import { replyOf } from '../testing/scene'

/** Private data of a driver, an attendant and an operator. */
const PROFILE = { nickname: '张三丰', usualGradeId: 'petrol-92', plate: '京A12345' } as const
const TYPED_WRONG = 'ZZZZ-9P3Q-0V8X-R6S1'

let scene: AccountScene
let lines: string[]
beforeEach(async () => {
  lines = []
  const log = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  scene = await openAccountScene('wechat', someStoredValueRules(), { log })
})
afterEach(() => scene.close())

/** Luhn-valid runs of 13 to 19 digits, the form of bank card numbers. */
function bankCards(text: string): readonly string[] {
  return (text.match(/(?<![\d.])\d{13,19}(?![\d.])/g) ?? []).filter((digits) => {
    const sum = [...digits].reverse().reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
    return sum % 10 === 0
  })
}

const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/

/** A day at a station, including faults. */
async function aDay() {
  const { zhang, wang } = scene
  replyOf(await zhang('member.saveProfile', { ...PROFILE, birthday: '02-28' }))
  const order = await scene.paid({ plate: PROFILE.plate })
  const proof = { kind: 'none', why: { reason: 'other', note: '' } } as const
  await wang('staff.confirm', { orderId: order.orderId, dispensedFen: 15_000, proof })
  await scene.recharged()
  const operator = await scene.operator()
  const expiresAtMs = scene.now() + 1_200 * DAY_MS
  const cards = { count: 1, amountFen: 5_000, expiresAtMs }
  const { codes } = replyOf(await operator('console.issueCards', cards))
  await zhang('account.redeem', { rechargeId: aRechargeId(), code: codes[0]! })
  await zhang('account.redeem', { rechargeId: aRechargeId(), code: TYPED_WRONG })
  await zhang('staff.join', { code: 'WRONG234' })
  await scene.overHttp()('member.signIn', { authCode: 'a-wallets-code-of-authorisation' })
  await scene.overHttp('a-stolen.session.token')('member.enter', {})
  scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'forged', times: 1 })
  scene.stack.faults.arm({ at: 'cloudbase.admin', kind: 'error', times: 1 })
  await zhang('order.list', { beforeMs: null })
  await scene.paid()
  await scene.minutes(20)
  return codes
}

test('no log line holds an identity or private data', async () => {
  const codes = await aDay()
  const text = lines.join('\n')
  expect(lines.length).toBeGreaterThan(20)
  const secrets = Object.values(await scene.secrets()).filter((each) => each.length >= 16)
  const words = [
    ...Object.values(PROFILE).filter((word) => word !== PROFILE.usualGradeId),
    'oLOCALzhang',
    'oLOCALwang',
    'a-wallets-code-of-authorisation',
    'a-stolen.session.token',
    ...[...codes, TYPED_WRONG].flatMap((code) => [code, code.replaceAll('-', '').toLowerCase()]),
    ...secrets,
  ]
  expect(words.filter((word) => text.includes(word))).toEqual([])
  expect(text).not.toMatch(PHONE)
  expect(text).not.toMatch(/PRIVATE KEY|Bearer /)
  expect(bankCards(text)).toEqual([])
})

test('no document holds a secret, a card code or a bank card number', async () => {
  const codes = await aDay()
  const { default: deployment } = await import('../cloud.json')
  const text = Object.keys(deployment.collections)
    .map((name) => JSON.stringify(scene.stack.documents(name, 1_000)))
    .join('\n')
  const secrets = Object.values(await scene.secrets()).filter((each) => each.length >= 16)
  const words = [...secrets, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]
  expect(words.filter((word) => text.toLowerCase().includes(word.toLowerCase()))).toEqual([])
  expect(text).not.toMatch(/PRIVATE KEY/)
  // Instants are numbers with as many digits; a bank card number would be text.
  expect((text.match(/"\d{13,19}"/g) ?? []).flatMap(bankCards)).toEqual([])
})
