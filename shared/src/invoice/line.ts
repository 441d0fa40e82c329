import { assert } from '../kernel/assert'
import { type Fen, fen, NO_FEN, subtractFen } from '../kernel/fen'
import type { FenPerLitre } from '../kernel/volume'
import { type GradeId, GRADES } from '../station/grade'

/** A line of an invoice. Amounts add up to the money paid, to the fen. */
export interface InvoiceLine {
  /** `*汽油*92#国Ⅵ 汽油`: the short name of its tax class between asterisks, then the goods. */
  readonly name: string
  /** 商品和服务税收分类编码 */
  readonly taxClass: string
  readonly unit: '升' | null
  /** In 1/100,000,000 of the unit; null for a recharge, which has no quantity. */
  readonly quantityE8: number | null
  /** Without tax, in 1/100,000,000 yuan; null without a quantity. */
  readonly unitPriceE8: number | null
  /** 金额, without tax. */
  readonly amountFen: Fen
  /** Per cent; null where no tax applies 不征税. */
  readonly taxRate: 13 | null
  /** 税额 */
  readonly taxFen: Fen
}

/** Petrol and diesel: 增值税法 (in force since 2026-01-01), 第十条; 13 % as before it. */
const FUEL_TAX_RATE = 13
const WITH_TAX = 100n + BigInt(FUEL_TAX_RATE)
const E8 = 100_000_000n

/**
 * 成品油 tax classes by family, as invoicing systems list them: 车用汽油, 车用柴油. An operator's
 * accountant confirms them (docs/operating.md).
 */
const FUEL_TAX_CLASS = {
  petrol: '1070101010200000000',
  diesel: '1070101030100000000',
} as const

const FAMILY_NAME = { petrol: '汽油', diesel: '柴油' } as const

export interface FuelSold {
  readonly gradeId: GradeId
  /** Amount dispensed, at the pump price: both together are the exact volume. */
  readonly dispensedFen: Fen
  readonly pumpPrice: FenPerLitre
  /** All money that the driver paid for it: less than dispensed where something was reduced. */
  readonly moneyFen: Fen
  /** The part of that money that this invoice is about. */
  readonly invoicedFen: Fen
}

/**
 * The line of fuel. Its base is the money paid: the discount was agreed before
 * the sale and needs no line of its own (增值税法 第十七条; 国税函〔2010〕56号 asks for the discount on the
 * same invoice where it is shown at all). Litres are those dispensed, exactly; the unit price follows.
 * Where part of the money is on an invoice of its own, the litres are shared in proportion.
 *
 * 国家税务总局公告2018年第1号: fuel is invoiced by litre or tonne, with a quantity that is not 0.
 */
export function fuelLine(sold: FuelSold): InvoiceLine {
  const { dispensedFen, gradeId, invoicedFen, moneyFen, pumpPrice } = sold
  assert(invoicedFen > 0 && invoicedFen <= moneyFen, 'nothing, or more than was paid, is invoiced')
  const [dispensed, price, money] = [BigInt(dispensedFen), BigInt(pumpPrice), BigInt(moneyFen)]
  const quantity = halfUp(dispensed * BigInt(invoicedFen) * E8, price * money)
  assert(quantity > 0, 'a line of fuel needs a quantity')
  const { family, name } = GRADES[gradeId]
  return {
    name: `*${FAMILY_NAME[family]}*${name.replace(' ', '国Ⅵ ')}`,
    taxClass: FUEL_TAX_CLASS[family],
    unit: '升',
    quantityE8: quantity,
    unitPriceE8: halfUp(money * price * E8, WITH_TAX * dispensed),
    ...taxed(invoicedFen),
  }
}

/**
 * The line of a recharge: class 601 预付卡销售和充值, which is not a sale and bears no tax
 * (国家税务总局公告2016年第53号, 第三条). The fuel paid from it then gets no invoice.
 */
export const rechargeLine = (amountFen: Fen): InvoiceLine => ({
  name: '*预付卡销售*加油充值',
  taxClass: '6010000000000000000',
  unit: null,
  quantityE8: null,
  unitPriceE8: null,
  amountFen,
  taxRate: null,
  taxFen: NO_FEN,
})

/** Amount without tax, rounded once; the tax is the rest. */
function taxed(totalFen: Fen) {
  const amountFen = fen(halfUp(BigInt(totalFen) * 100n, WITH_TAX))
  return { amountFen, taxRate: FUEL_TAX_RATE, taxFen: subtractFen(totalFen, amountFen) } as const
}

/** Division of products that exceed safe integers; the quotient does not. */
function halfUp(numerator: bigint, denominator: bigint): number {
  const rounded = Number((2n * numerator + denominator) / (2n * denominator))
  assert(Number.isSafeInteger(rounded), 'a figure of an invoice is too large', rounded)
  return rounded
}

export const totalOf = ({ amountFen, taxFen }: InvoiceLine): Fen => fen(amountFen + taxFen)

/** 1229193342 → `12.29193342`. */
export function plainE8(figure: number): string {
  const digits = String(figure).padStart(9, '0')
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`
}
