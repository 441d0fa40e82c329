import { CONTRACT_COLLECTIONS } from '../../contracts/database/database'
import { CONTRACT_FUNCTIONS } from '../../contracts/functions'
import { parseDeployment } from '../../src/deployment'
import { type StackOptions, startStack } from '../../src/stack'
import { bundleProbe, type Bundles } from './probe-bundle'
import type { Stack } from '../../src/running-stack'

/** Deployment for the contract suites; more may be added. */
export const probeDeployment = (more: object = {}) =>
  parseDeployment({ collections: CONTRACT_COLLECTIONS, ...CONTRACT_FUNCTIONS, ...more })

/** A stack for all tests of a file, reset before each. */
export function useStack(options: (bundles: Bundles) => Partial<StackOptions> = () => ({})) {
  let bundles: Bundles
  let stack: Stack
  beforeAll(async () => {
    bundles = await bundleProbe()
    stack = await startStack({
      deployment: probeDeployment(),
      bundlesDir: bundles.directory,
      ...options(bundles),
    })
  })
  beforeEach(() => stack.reset())
  afterAll(async () => {
    await stack.close()
    bundles.remove()
  })
  return { stack: () => stack, bundles: () => bundles }
}
