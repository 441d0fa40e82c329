import { anOrder, aPaidOrder, ORDER_ID, OTHER_ORDER_ID } from '@palm/client/testing/builders'
import { aStorage } from '@palm/client/testing/phone'
import { OpenOrder } from './open-order'

/** The same phone after the app was killed. */
const reopen = ({ kept }: ReturnType<typeof aStorage>) => new OpenOrder(aStorage(kept))

test('an order is stored before its request is sent', () => {
  const storage = aStorage()
  new OpenOrder(storage).begin(ORDER_ID)
  expect(reopen(storage).kept).toEqual({ orderId: ORDER_ID, view: null, isInDoubt: false })
})

test('the passphrase keys survive the app', () => {
  const storage = aStorage()
  new OpenOrder(storage).keep(aPaidOrder())
  expect(reopen(storage).kept?.view?.passphrase).toEqual(aPaidOrder().passphrase)
})

test.each(['confirmed', 'closed', 'refunding', 'refunded'] as const)(
  'an order that is %s is no longer open',
  (status) => {
    const storage = aStorage()
    const open = new OpenOrder(storage)
    open.keep(aPaidOrder())
    open.keep(anOrder({ status }))
    expect([open.kept, reopen(storage).kept]).toEqual([null, null])
  },
)

test('viewing an older order does not replace the current one', () => {
  const open = new OpenOrder(aStorage())
  open.keep(aPaidOrder())
  open.keep(anOrder({ orderId: OTHER_ORDER_ID }))
  open.keep(anOrder({ orderId: OTHER_ORDER_ID, status: 'closed' }))
  expect(open.kept?.orderId).toBe(ORDER_ID)
})

test('a new order replaces the old one', () => {
  const open = new OpenOrder(aStorage())
  open.keep(anOrder())
  open.begin(OTHER_ORDER_ID)
  expect(open.kept).toEqual({ orderId: OTHER_ORDER_ID, view: null, isInDoubt: false })
})

test('restarting keeps the known state', () => {
  const open = new OpenOrder(aStorage())
  open.keep(anOrder())
  open.begin(ORDER_ID)
  expect(open.kept?.view).toEqual(anOrder())
})

test('a doubt lasts until the payment is seen or ruled out', () => {
  const open = new OpenOrder(aStorage())
  open.begin(ORDER_ID)
  open.doubt(ORDER_ID, true)
  open.keep(anOrder())
  expect(open.kept?.isInDoubt).toBe(true)
  open.keep(aPaidOrder())
  expect(open.kept?.isInDoubt).toBe(false)
})

test.each([['a text'], [42], [null], [{ orderId: ORDER_ID }]])(
  'data of an older version (%j) is dropped',
  (left) => {
    const storage = aStorage()
    storage.write('open-order', left)
    expect(reopen(storage).kept).toBeNull()
  },
)
