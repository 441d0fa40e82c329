import { refuse } from '@palm/shared/kernel/result'
import { always } from '@palm/client/testing/api'
import { aPaidOrder, aQuote, placed } from '@palm/client/testing/builders'
import { choose, opened } from '../../../testing/cashier-scene'
import type { CashierStore } from './cashier-store'

const pays = {
  'order.place': always<'order.place'>(placed()),
  'order.reportPayment': always<'order.reportPayment'>(aPaidOrder()),
}

describe('paying from the account', () => {
  const offered = { points: null, storedValueFen: 30_000, passwordAboveFen: 10_000 }
  const byAccount = { points: 0, pointsFen: 0, storedValueFen: 20_000, walletFen: 0 }
  const asks = (passwordAboveFen: number | null = 10_000) =>
    opened({
      ...pays,
      'order.quote': always<'order.quote'>(
        aQuote({ tenders: byAccount, offered: { ...offered, passwordAboveFen } }),
      ),
    })
  const type = (cashier: CashierStore, digits: string) =>
    [...digits].forEach((key) => cashier.own.password.type(key))

  test('asks before it pays, where the wallet asks nobody', async () => {
    const scene = await asks(null)
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    expect(cashier.own.asked).toMatchObject({ needsPassword: false })
    expect(api.requestsOf('order.place')).toEqual([])
    await cashier.payOwn()
    expect(api.requestsOf('order.place')).toMatchObject([{ password: null }])
  })

  test('sends the password, which is not part of the sale', async () => {
    const scene = await asks()
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    type(cashier, '91827')
    await cashier.payOwn()
    expect(api.requestsOf('order.place')).toEqual([])
    type(cashier, '3')
    await cashier.payOwn()
    expect(api.requestsOf('order.place')).toMatchObject([{ password: '918273' }])
    expect(cashier.own).toMatchObject({ asked: null, password: { typed: '' } })
  })

  test('asks again after a wrong password, for the same order', async () => {
    const wrong = refuse({ code: 'password/wrong', triesLeft: 4 } as const)
    const scene = await opened({
      ...pays,
      'order.place': () => wrong,
      'order.quote': always<'order.quote'>(aQuote({ tenders: byAccount, offered })),
    })
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    for (const digits of ['111222', '222111']) {
      type(cashier, digits)
      await cashier.payOwn()
      expect(cashier.own).toMatchObject({
        asked: { needsPassword: true },
        password: { typed: '' },
      })
    }
    const [first, second] = api.requestsOf('order.place')
    expect(second?.orderId).toBe(first?.orderId)
  })
})
