/**
 * What a call costs. The service bills invocations of functions, reads and writes of the database
 * and operations on files alike; an operation is one, however many documents it touches. Whether
 * beginning and ending a transaction is billed is not documented, so they are counted.
 */
export const BILLED_KINDS = ['invocation', 'read', 'write', 'transaction', 'storage'] as const
export type BilledKind = (typeof BILLED_KINDS)[number]

export type Bill = Readonly<Record<BilledKind, number>>

export interface Billing {
  /** `callId` names the function's call on whose account it is, if on one's. */
  count(kind: BilledKind, callId: string | null): void
  total(): Bill
  /** Of one call of a function, by its request id; nothing once it is long past. */
  ofCall(callId: string): Bill | undefined
  reset(): void
}

/** Calls whose bills are kept. */
const CALLS_KEPT = 1000

const NOTHING: Bill = { invocation: 0, read: 0, write: 0, transaction: 0, storage: 0 }

export const sumOf = (bill: Bill) => BILLED_KINDS.reduce((sum, kind) => sum + bill[kind], 0)

export function createBilling(): Billing {
  let total = NOTHING
  const calls = new Map<string, Bill>()
  const plusOne = (bill: Bill, kind: BilledKind): Bill => ({ ...bill, [kind]: bill[kind] + 1 })

  return {
    count(kind, callId) {
      total = plusOne(total, kind)
      if (callId === null) return
      calls.set(callId, plusOne(calls.get(callId) ?? NOTHING, kind))
      const [oldest] = calls.keys()
      if (calls.size > CALLS_KEPT && oldest !== undefined) calls.delete(oldest)
    },
    total: () => total,
    ofCall: (callId) => calls.get(callId),
    reset() {
      total = NOTHING
      calls.clear()
    },
  }
}
