import { attackWithFaults } from './faults'
import { FLOWS } from './flows'

/** The full attack is `npm run attack`; this shows that a loss would be detected. */
const SLOW_MS = 5 * 60_000

test(
  'a fault in any call of an approval has the result of a run without it',
  async () => {
    const flow = FLOWS.find(({ name }) => name === 'ask a manager, who agrees')!
    const { losses, tried } = await attackWithFaults([flow])
    expect(losses).toEqual([])
    expect(tried).toBeGreaterThan(40)
  },
  SLOW_MS,
)

test(
  'a flow that has less effect after a fault counts as a loss',
  async () => {
    const flow = FLOWS.find(({ name }) => name === 'claim a coupon')!
    const careless = {
      ...flow,
      async prepare(stage: Parameters<typeof flow.prepare>[0]) {
        const driver = await stage.driver()
        const request = {
          couponId: `coupon:${stage.letters()}`,
          templateId: 'coupon-template:full-200',
        }
        return async () => void (await driver.call('coupon.claim', request))
      },
    }
    const { losses } = await attackWithFaults([careless])
    expect(losses).not.toEqual([])
  },
  SLOW_MS,
)
