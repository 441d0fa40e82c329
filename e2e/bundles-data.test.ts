import { stdout } from 'node:process'
import { type BundlePhone, openBundlePhone } from './phones/bundle-phone'
import { sees } from './phones/phone'
import { walkScreens } from './screens'
import { openStage } from './stage'

/** Data sent to the view makes a screen slow: all of a screen's until it stands, and a tap's own. */
const SCREEN_MAX = 20 * 1024
const TAP_MAX = 2 * 1024
/** A claimed coupon, and the other list of coupons, send a list: above the bar, and not to grow. */
const COUPONS_MAX = 5 * 1024
const SENDS_COUPONS = /^(claim-|我的券$)/

const WALK_MS = 200_000

test.each([
  ['weapp', 'zhang', 'wechat'],
  ['alipay', 'chen', 'alipay'],
] as const)(
  '%s: every screen and every tap sends little to the view',
  async (_, who, wallet) => {
    const walletOf = (persona: string) => (persona === who ? wallet : 'wechat')
    const stage = await openStage((origin, persona) =>
      openBundlePhone({ origin, persona, wallet: walletOf(persona) }),
    )
    const above: string[] = []
    const note = (what: string, bytes: number, most: number) => {
      if (bytes > most) above.push(`${what} ${bytes}`)
      if (process.env['PALM_SAY']) stdout.write(`${what} ${bytes}\n`)
    }
    try {
      const people = {
        driver: metered((await stage.phone(who)) as BundlePhone, note),
        attendant: metered((await stage.phone('wang')) as BundlePhone, note),
      }
      // A sheet, a keypad or another tab opened on a page that stands counts from there.
      const seen = new WeakMap<object, number>()
      await walkScreens(people, async (phone, screen, shown) => {
        await sees(phone, shown)
        const { page } = phone.app
        note(screen, page.cost.bytes - (seen.get(page) ?? 0), SCREEN_MAX)
        seen.set(page, page.cost.bytes)
      })
    } finally {
      await stage.close()
    }
    expect(above).toEqual([])
  },
  WALK_MS,
)

const tapMax = (target: string) => (SENDS_COUPONS.test(target) ? COUPONS_MAX : TAP_MAX)

const QUIET_MS = 250
const LOOKS_MAX = 40

/** A screen may still be loading its last part when a person taps it. */
async function quiet({ app }: BundlePhone): Promise<void> {
  for (let look = 0, before = -1; look < LOOKS_MAX && before !== app.cost.bytes; look++) {
    before = app.cost.bytes
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
  }
}

/** The last digit of a passphrase opens the next step on the same page: a screen of its own. */
const OPENS_A_STEP = /^key-/

/** Notes what a tap sends by itself, before any answer of the server; nothing for a new screen. */
function metered(
  phone: BundlePhone,
  note: (what: string, bytes: number, most: number) => void,
): BundlePhone {
  const around = (name: 'tap' | 'tapText') => async (target: string) => {
    await quiet(phone)
    const { page } = phone.app
    const before = page.cost.bytes
    await phone[name](target)
    if (phone.app.page === page && !OPENS_A_STEP.test(target)) {
      note(`tap on ${target} of ${page.path}`, page.cost.bytes - before, tapMax(target))
    }
  }
  return new Proxy(phone, {
    get(target, name) {
      if (name === 'tap' || name === 'tapText') return around(name)
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value
    },
  })
}
