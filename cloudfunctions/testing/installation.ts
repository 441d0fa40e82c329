import { readFileSync } from 'node:fs'
import { env } from 'node:process'
import { type Installation, makeInstallation } from '@palm/local/installation'
import { makeMerchantKeys } from '@palm/local/wechat-pay/wire/keys'
import { NOON } from '@palm/shared/testing/builders/builders'

/** Names the file with the keys of this test run, which the first process makes. */
export const KEYS_FILE = 'PALM_TEST_KEYS'

/** 特约商户 of the operator as a service provider. */
export const SUB_MERCHANT = '1900009999'

/** A seller who has authorised the operator's application. */
export const AUTHORISED = { appAuthToken: '202611BBlocal', sellerId: '2088000000009999' }

/** The providers' keys, with another merchant, a sub-merchant and another seller. */
export async function makeTestInstallation(): Promise<Installation> {
  const { alipay, wechatPay, ...rest } = await makeInstallation(NOON)
  const others = [await makeMerchantKeys(NOON)]
  return {
    ...rest,
    wechatPay: { ...wechatPay, others, subMerchants: [SUB_MERCHANT] },
    alipay: { ...alipay, authorised: [AUTHORISED] },
  }
}

let made: Promise<Installation> | undefined

/** The keys of this test run, or made here if there is none. */
export const installation = (): Promise<Installation> => (made ??= read() ?? makeTestInstallation())

function read(): Promise<Installation> | undefined {
  const file = env[KEYS_FILE]
  return file === undefined
    ? undefined
    : Promise.resolve(JSON.parse(readFileSync(file, 'utf8')) as Installation)
}
