import { anOrder, aPaidOrder, ORDER_ID, OTHER_ORDER_ID } from '../testing/builders'
import { aStorage } from '../testing/phone'
import { OpenOrder } from './open-order'

/** The same phone after the app was killed. */
const reopen = ({ kept }: ReturnType<typeof aStorage>) => new OpenOrder(aStorage(kept))

test('an order is written down before anything is known of it', () => {
  const storage = aStorage()
  new OpenOrder(storage).begin(ORDER_ID)
  expect(reopen(storage).kept).toEqual({ orderId: ORDER_ID, view: null, isInDoubt: false })
})

test('what its passphrase is made from survives the app', () => {
  const storage = aStorage()
  new OpenOrder(storage).keep(aPaidOrder())
  expect(reopen(storage).kept?.view?.passphrase).toEqual(aPaidOrder().passphrase)
})

test.each(['confirmed', 'closed', 'refunding', 'refunded'] as const)(
  'an order that is %s is open no longer',
  (status) => {
    const storage = aStorage()
    const open = new OpenOrder(storage)
    open.keep(aPaidOrder())
    open.keep(anOrder({ status }))
    expect([open.kept, reopen(storage).kept]).toEqual([null, null])
  },
)

test('an older order that is looked at does not push the present one aside', () => {
  const open = new OpenOrder(aStorage())
  open.keep(aPaidOrder())
  open.keep(anOrder({ orderId: OTHER_ORDER_ID }))
  open.keep(anOrder({ orderId: OTHER_ORDER_ID, status: 'closed' }))
  expect(open.kept?.orderId).toBe(ORDER_ID)
})

test('a new order takes the place of an old one', () => {
  const open = new OpenOrder(aStorage())
  open.keep(anOrder())
  open.begin(OTHER_ORDER_ID)
  expect(open.kept).toEqual({ orderId: OTHER_ORDER_ID, view: null, isInDoubt: false })
})

test('beginning again keeps what is known', () => {
  const open = new OpenOrder(aStorage())
  open.keep(anOrder())
  open.begin(ORDER_ID)
  expect(open.kept?.view).toEqual(anOrder())
})

test('a doubt lasts until the payment is seen, or it is said that there was none', () => {
  const open = new OpenOrder(aStorage())
  open.begin(ORDER_ID)
  open.doubt(ORDER_ID, true)
  open.keep(anOrder())
  expect(open.kept?.isInDoubt).toBe(true)
  open.keep(aPaidOrder())
  expect(open.kept?.isInDoubt).toBe(false)
})

test.each([['a text'], [42], [null], [{ orderId: ORDER_ID }]])(
  'what an older version left (%j) is dropped',
  (left) => {
    const storage = aStorage()
    storage.write('open-order', left)
    expect(reopen(storage).kept).toBeNull()
  },
)
