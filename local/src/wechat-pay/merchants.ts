import { z } from 'zod'
import type { MerchantKeys, WechatPayKeys } from './wire/keys'
import type { Context } from './context'
import type { Trade } from './trade/trade'

const number = z.string().min(1).max(32)

/** Who asks about a trade: a merchant, or a service provider for their sub-merchant. */
export const callerForm = z.union([
  z.strictObject({ mchid: number }).transform(({ mchid }) => ({ mchid, sub_mchid: undefined })),
  z
    .strictObject({ sp_mchid: number, sub_mchid: number })
    .transform(({ sp_mchid: mchid, sub_mchid }) => ({ mchid, sub_mchid })),
])

/** All merchants with keys of their own, the first one first. */
const merchantsOf = (keys: WechatPayKeys): readonly MerchantKeys[] => [keys, ...(keys.others ?? [])]

/** The keys as one merchant has them; undefined for an unknown number. */
export function keysOf(keys: WechatPayKeys, mchid: string): WechatPayKeys | undefined {
  const own = merchantsOf(keys).find((merchant) => merchant.mchid === mchid)
  return own && { ...keys, ...own }
}

/** Whether a service provider may act for a sub-merchant. */
export const isSubMerchant = ({ subMerchants }: WechatPayKeys, subMchid: string): boolean =>
  subMerchants?.includes(subMchid) ?? false

/** A trade of the calling merchant and their sub-merchant; no other is known to them. */
export function ownTrade(
  { books, keys }: Context,
  outTradeNo: string | undefined,
  subMchid?: string,
): Trade | undefined {
  const trade = outTradeNo === undefined ? undefined : books.trades.get(outTradeNo)
  const isOwn = trade?.request.mchid === keys.mchid && trade.request.sub_mchid === subMchid
  return isOwn ? trade : undefined
}
