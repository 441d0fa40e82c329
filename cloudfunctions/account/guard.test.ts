import { WRONG_PASSWORDS_MAX } from '@palm/shared/stored-value/guard/password'
import { makeSaver, zhangIn } from '../testing/saver'
import { aPlaceRequest, openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
  await makeSaver(scene)
})
afterEach(() => scene.close())

const RIGHT = '918273'
const WRONG = '273918'
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const set = (password = RIGHT, current: string | null = null) =>
  scene.zhang('account.savePassword', { password, current })

/** Nothing is free of the password, so that every fen of stored value needs it. */
async function guarded() {
  replyOf(await set())
  replyOf(await limit({ freeFen: 0 }))
}

const limit = (changes: {
  readonly freeFen?: number
  readonly perDayFen?: number | null
  readonly password?: string
}) =>
  scene.zhang('account.saveLimits', {
    freeFen: 20_000,
    perDayFen: null,
    password: null,
    ...changes,
  })

const place = (password: string | null, number = 0) =>
  scene.zhang(
    'order.place',
    aPlaceRequest({
      orderId: `order:${String(number).padStart(20, '0')}`,
      tenders: { points: 0, storedValueFen: 13_000 },
      password,
    }),
  )

const report = () => scene.zhang('account.reportLoss', {})
const lift = (password = RIGHT) => scene.zhang('account.liftLoss', { password })

describe('an order from stored value', () => {
  test('needs the password above the free amount, and is placed with it', async () => {
    await guarded()
    expect(await place(null)).toMatchObject(refusedWith('password/needed'))
    expect(await place(WRONG)).toMatchObject({ refusal: { code: 'password/wrong', triesLeft: 4 } })
    expect(replyOf(await place(RIGHT)).order.tenders).toMatchObject({ storedValueFen: 13_000 })
  })

  test('needs none up to the free amount', async () => {
    replyOf(await set())
    replyOf(await limit({ freeFen: 13_000 }))
    expect(replyOf(await place(null)).order.status).toBe('unpaid')
  })

  test('is found by its number without the password', async () => {
    await guarded()
    const { order } = replyOf(await place(RIGHT))
    expect(replyOf(await place(null)).order.orderId).toBe(order.orderId)
  })

  test('counts guesses on many phones at once one after the other', async () => {
    await guarded()
    const guesses = Array.from({ length: WRONG_PASSWORDS_MAX + 2 }, (_, at) => place(WRONG, at))
    const left = (await Promise.all(guesses)).map((answer) =>
      answer.ok ? 'placed' : answer.refusal.code,
    )
    expect(left.filter((code) => code === 'password/wrong')).toHaveLength(WRONG_PASSWORDS_MAX - 1)
    expect(await place(RIGHT, 90)).toMatchObject(refusedWith('password/too-many-tries'))
    expect((await zhangIn(scene)).storedValue.guard.wrong).toMatchObject({
      count: WRONG_PASSWORDS_MAX,
    })
  })

  test('takes no more of a day than the member’s own limit', async () => {
    replyOf(await limit({ perDayFen: 5_000 }))
    const quote = await scene.zhang('order.quote', {
      stationId: 'station:bj0001',
      nozzleId: 'nozzle:bj0001-03',
      amountFen: 20_000,
      couponIds: null,
      use: { points: false, storedValue: true },
    })
    expect(replyOf(quote).tenders).toMatchObject({ storedValueFen: 5_000 })
  })
})

describe('a password', () => {
  test.each(['000000', '123456'])('%s is refused', async (password) => {
    expect(await set(password)).toMatchObject(refusedWith('password/too-simple'))
  })

  test('is changed and removed with the current one only', async () => {
    replyOf(await set())
    expect(await set('112299')).toMatchObject(refusedWith('password/needed'))
    // An equal one would tell a guesser that they are right.
    expect(await set(RIGHT)).toMatchObject(refusedWith('password/needed'))
    expect(await set('112299', WRONG)).toMatchObject(refusedWith('password/wrong'))
    expect(replyOf(await set('112299', RIGHT)).guard).toMatchObject({ hasPassword: true })
    const removed = await scene.zhang('account.removePassword', { password: '112299' })
    expect(replyOf(removed).guard).toMatchObject({ hasPassword: false })
  })

  test('is asked for by looser limits, not by tighter ones', async () => {
    replyOf(await set())
    expect(replyOf(await limit({ freeFen: 100 })).guard).toMatchObject({ freeFen: 100 })
    expect(await limit({ freeFen: 50_000 })).toMatchObject(refusedWith('password/needed'))
    expect(replyOf(await limit({ freeFen: 50_000, password: RIGHT })).guard.freeFen).toBe(50_000)
  })

  test('that is forgotten is removed by the office', async () => {
    replyOf(await set())
    const operator = await scene.operator()
    const { id: memberId } = await zhangIn(scene)
    replyOf(await operator('console.removePassword', { memberId }))
    expect(replyOf(await set('112299')).guard).toMatchObject({ hasPassword: true })
  })
})

describe('a reported loss', () => {
  test('stops all payments from the account until the password lifts it', async () => {
    replyOf(await set())
    expect(replyOf(await report()).freeze).toMatchObject({ reason: 'lost-phone', byMember: true })
    expect(await place(RIGHT)).toMatchObject(refusedWith('order/quote-changed'))
    expect(await lift(WRONG)).toMatchObject(refusedWith('password/wrong'))
    expect(replyOf(await lift()).freeze).toBeNull()
    expect(replyOf(await place(RIGHT)).order.status).toBe('unpaid')
  })

  test('cannot be lifted with a password that its finder sets', async () => {
    replyOf(await report())
    expect(await set()).toMatchObject(refusedWith('stored-value/frozen'))
    expect(await lift()).toMatchObject(refusedWith('password/not-set'))
  })

  test('a freeze of the office is lifted by the office', async () => {
    replyOf(await set())
    const operator = await scene.operator()
    const { id: memberId } = await zhangIn(scene)
    replyOf(await operator('console.freezeAccount', { memberId, reason: 'suspected-fraud' }))
    replyOf(await report())
    expect(await lift()).toMatchObject(refusedWith('stored-value/frozen'))
    replyOf(await operator('console.unfreezeAccount', { memberId }))
    expect(replyOf(await scene.zhang('account.get', {})).freeze).toBeNull()
  })
})
