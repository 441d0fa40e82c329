import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Bench, openBench } from '../testing/bench'
import { replyOf, ZHANG } from '../testing/scene'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const signIn = (authCode: string) => bench.overHttp()('member.signIn', { authCode })

describe('signing in with Alipay', () => {
  test.each([
    ['an unknown code', async () => 'f'.repeat(32)],
    [
      'a code used before',
      async () => {
        const code = await bench.alipay.issueAuthCode('LOCALchen')
        replyOf(await signIn(code))
        return code
      },
    ],
  ])('with %s is refused', async (_, codeOf) => {
    expect(await signIn(await codeOf())).toMatchObject(refusedWith('session/code-refused'))
  })

  test('without an answer of Alipay can be retried', async () => {
    const code = await bench.alipay.issueAuthCode('LOCALchen')
    bench.stack.faults.arm({ at: 'alipay.oauth', kind: 'html-502' })
    expect(await signIn(code)).toMatchObject(refusedWith('session/wallet-unreachable'))
    expect(await signIn(code)).toMatchObject({ ok: true })
  })

  test('gives a session of limited lifetime, and one member however often', async () => {
    const { token } = replyOf(await signIn(await bench.alipay.issueAuthCode('LOCALchen')))
    const again = replyOf(await signIn(await bench.alipay.issueAuthCode('LOCALchen')))
    const chen = bench.overHttp(token)
    replyOf(await chen('member.saveProfile', { nickname: '陈', usualGradeId: null, plate: null }))
    expect(replyOf(await bench.overHttp(again.token)('member.enter', {}))).toMatchObject({
      provider: 'alipay',
      profile: { nickname: '陈' },
    })
    await bench.advance(12 * HOUR_MS + MINUTE_MS)
    expect(await chen('member.enter', {})).toMatchObject(refusedWith('session/expired'))
    expect(await bench.overHttp('nonsense')('member.enter', {})).toMatchObject(
      refusedWith('session/missing'),
    )
  })
})

describe('a member', () => {
  test('is created on the first visit, and known afterwards', async () => {
    const zhang = bench.inWechat(ZHANG)
    expect(replyOf(await zhang('member.enter', {}))).toEqual({
      memberId: expect.stringMatching(/^member:/),
      provider: 'wechat',
      profile: null,
      staffName: null,
      loyalty: { points: null, level: null },
      storedValue: null,
      phone: null,
    })
    const profile = { nickname: '张女士', usualGradeId: 'petrol-92' as const, plate: '京A12345' }
    replyOf(await zhang('member.saveProfile', profile))
    const view = replyOf(await zhang('member.enter', {}))
    const vehicle = { plate: '京A12345', gradeId: 'petrol-92', tankMl: null }
    expect(view.profile).toEqual({ ...profile, vehicles: [vehicle], birthday: null })
  })

  test('has several vehicles, the usual one first, whose tank another profile keeps', async () => {
    const zhang = bench.inWechat(ZHANG)
    replyOf(await zhang('member.enter', {}))
    const own = { plate: '京A12345', gradeId: 'petrol-95' as const, tankMl: 50_000 }
    const other = { plate: '京AD12345', gradeId: null, tankMl: null }
    const saved = replyOf(await zhang('member.saveVehicles', { vehicles: [own, other] }))
    expect(saved.profile).toMatchObject({ plate: own.plate, usualGradeId: own.gradeId })
    const said = { nickname: '张\u202e三', usualGradeId: 'petrol-92' as const, plate: '京A12345' }
    expect(replyOf(await zhang('member.saveProfile', said)).profile).toMatchObject({
      nickname: '张三',
      vehicles: [{ ...own, gradeId: 'petrol-92' }, other],
    })
    const twice = { vehicles: [own, { ...other, plate: own.plate }] }
    expect(await zhang('member.saveVehicles', twice)).toMatchObject(
      refusedWith('request/malformed'),
    )
  })

  test.each([
    ['a name too long', { nickname: '长'.repeat(21) }],
    ['a grade that is not sold', { usualGradeId: 'petrol-93' }],
    ['an invalid plate', { plate: 'ABC' }],
    ['a self-assigned level', { level: 'gold' }],
    ['a birthday that exists in no year', { birthday: '02-30' }],
    ['a birthday with its year', { birthday: '1990-05-01' }],
  ])('with %s is refused', async (_, changes) => {
    const zhang = bench.inWechat(ZHANG)
    replyOf(await zhang('member.enter', {}))
    const profile = { nickname: '张', usualGradeId: null, plate: null, ...changes }
    expect(await zhang('member.saveProfile', profile as never)).toMatchObject(
      refusedWith('request/malformed'),
    )
  })

  test('is cleared by empty fields, and shows nothing then', async () => {
    const zhang = bench.inWechat(ZHANG)
    replyOf(await zhang('member.enter', {}))
    const said = { nickname: '张女士', usualGradeId: 'petrol-92' as const, plate: '京A12345' }
    replyOf(await zhang('member.saveProfile', { ...said, birthday: '02-28' }))
    const nothing = { nickname: '', usualGradeId: null, plate: null, birthday: null }
    expect(replyOf(await zhang('member.saveProfile', nothing)).profile).toBeNull()
    const stored = JSON.stringify(bench.stack.documents('members'))
    expect(stored).not.toMatch(/张女士|京A12345|petrol-92/)
  })

  test('states a birthday, corrects it once, and keeps it when a client omits it', async () => {
    const zhang = bench.inWechat(ZHANG)
    replyOf(await zhang('member.enter', {}))
    const profile = { nickname: '张', usualGradeId: null, plate: null }
    const say = (birthday: string | null) => zhang('member.saveProfile', { ...profile, birthday })
    replyOf(await say('02-28'))
    expect(replyOf(await say('02-29')).profile).toMatchObject({ birthday: '02-29' })
    expect(await say('03-01')).toMatchObject(refusedWith('profile/birthday-changed'))
    const silent = replyOf(await zhang('member.saveProfile', profile))
    expect(silent.profile).toMatchObject({ birthday: '02-29' })
    expect(replyOf(await say(null)).profile).toMatchObject({ birthday: null })
  })
})
