import type { FastifyInstance } from 'fastify'
import { drawSheet } from '../../fapiao/sheet'
import type { Books } from '../books'
import { type Fapiao } from './fapiao'
import { taxOf } from './present-fapiao'

/** 下载发票文件: neither signed nor authorised, but for a token that is known to the merchant only. */
export const FILE_PATH = '/invoicing/fapiao/fapiao-file'

export function serveFapiaoFile(server: FastifyInstance, books: Books): void {
  server.get(FILE_PATH, async (request, reply) => {
    const { token } = request.query as { token?: unknown }
    const id = typeof token === 'string' ? books.fapiaoTokens.get(token) : undefined
    const fapiao = id === undefined ? undefined : books.fapiaos.get(id)
    if (!fapiao?.blue) return reply.code(404).send()
    return reply.type('application/pdf').send(await sheetOf(fapiao, fapiao.blue))
  })
}

const E8 = 100_000_000

const sheetOf = ({ red, request, subMchid }: Fapiao, blue: NonNullable<Fapiao['blue']>) => {
  const { items, total_amount: totalFen } = request.fapiao_information
  const isFuel = items.some(({ unit }) => unit === 'LETER' || unit === 'TON')
  const { name, taxpayer_id: taxNumber = '' } = request.buyer_information
  return drawSheet({
    ...{ fapiaoNumber: blue.number, issuedAtMs: blue.atMs, totalFen, isFuel },
    redNumber: red?.number ?? null,
    seller: { name: `商户 ${subMchid}`, taxNumber: '91350100M000100Y43' },
    buyer: { name, taxNumber },
    lines: items.map(({ goods_name, quantity, tax_rate, total_amount, unit }) => {
      const { amount, tax_amount } = taxOf({ tax_rate, total_amount })
      const litres = quantity === undefined ? null : quantity / E8
      return {
        name: goods_name,
        unit: unit === 'LETER' ? '升' : (unit ?? ''),
        quantity: litres === null ? '' : litres.toFixed(8),
        unitPrice: litres === null ? '' : (amount / 100 / litres).toFixed(8),
        amountFen: amount,
        taxRate: tax_rate === 0 ? '不征税' : `${tax_rate / 100}%`,
        taxFen: tax_amount,
      }
    }),
  })
}
