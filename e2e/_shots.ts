import { writeFileSync } from 'node:fs'
import { openStage } from './stage'
import { openBrowser } from './browser'
import { openH5Phone, type H5Phone } from './phones/h5-phone'
import { sees } from './phones/phone'
import { openAccount, rechargeHundred } from './journeys/account'
import { scanNozzle } from './journeys/pay'
async function main() {
  const b = await openBrowser()
  const s = await openStage((o, p) => openH5Phone(b, o, p))
  const d = (await s.phone('zhang')) as H5Phone
  const shot = async (n: string) => {
    await new Promise((r) => setTimeout(r, 400))
    writeFileSync(`/tmp/lead-${n}.png`, await d.picture())
  }
  await openAccount(d)
  await rechargeHundred(d)
  await shot('account')
  await d.tap('safety')
  await sees(d, '挂失')
  await shot('safety-none')
  await d.tap('set-password')
  await d.tap('key-9')
  await d.tap('key-1')
  await shot('safety-pad')
  for (const k of '8273918273') await d.tap(`key-${k}`)
  await sees(d, '修改密码').catch(() => {})
  await shot('safety-set')
  await d.tap('free-0')
  await d.back()
  await d.back()
  await d.openTab('加油')
  await scanNozzle(d, '3')
  await d.tapText('¥100')
  await sees(d, '用电子账户付')
  await shot('cashier')
  d.whenAskedToPay('expects-none')
  await d.tap('pay')
  await shot('pay-password')
  for (const k of '111222') await d.tap(`key-${k}`)
  await sees(d, '今天还可以')
  await shot('pay-wrong')
  await d.tap('pay-without-account')
  await shot('pay-without')
  await s.close()
  await b.close()
}
void main().catch((e) => {
  console.error(e)
  process.exit(1)
})
