import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fen, formatYuan, parseYuan, type Fen } from '../../kernel/fen'
import { businessDay } from '../../kernel/instant'
import { points } from '../../kernel/points'
import { NOON } from '../../testing/builders/builders'
import { splitOf, type Tenders } from '../facts/tender'

/** `| 1,000 points for ¥10.00, ¥130.00 saved | ¥200.00 | … |` */
const ROW =
  /^\| ([\d,]+) points for (¥\S+), (¥\S+) saved +\| (¥\S+) +\| (¥\S+) +\| (¥\S+) +\| (¥\S+) +\|$/gm

const page = readFileSync(join(__dirname, '../../../../docs/pricing.md'), 'utf8')
const rows = [...page.matchAll(ROW)].map(([, ...cells]) => cells)

test('there are examples on the page', () => {
  expect(rows.length).toBeGreaterThanOrEqual(6)
})

test.each(rows)('%s points for %s and %s saved pay %s as the page says', (...cells) => {
  const [count = '', worth = '', saved = '', payable = '', ...parts] = cells
  const tenders = tendersOf(Number(count.replace(',', '')), yuan(worth), yuan(saved))
  const { pointsFen, storedValueFen, walletFen } = splitOf(tenders, yuan(payable))
  expect([pointsFen, storedValueFen, walletFen].map(formatYuan)).toEqual(parts)
})

function yuan(text: string): Fen {
  const amount = parseYuan(text.slice(1))
  if (amount === null) throw new Error(`no amount: ${text}`)
  return amount
}

function tendersOf(count: number, worthFen: Fen, savedFen: Fen): Tenders {
  const lot = {
    id: 'points-lot:1',
    points: points(count),
    unitCostFen: fen(1),
    grantedBy: 'hq',
    earnedAtMs: NOON,
    expiresAtMs: NOON,
    orderId: null,
  } as const
  const part = { rechargeId: 'recharge:1', principalFen: savedFen, giftFen: fen(0) } as const
  return {
    points: count === 0 ? null : { worthFen, takings: [{ lot, points: points(count) }] },
    storedValue:
      savedFen === 0
        ? null
        : { orderId: 'order:1', day: businessDay(NOON), spending: 'gift-first', parts: [part] },
  }
}
