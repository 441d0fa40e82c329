import tcb from '@cloudbase/node-sdk'
import { describeFunctions, type OpenFunctions } from '../contracts/functions'
import { startStack } from '../src/stack'
import { appOf } from './local-app'
import { bundleProbe } from './probe-bundle'
import { probeDeployment } from './probe-stack'

const openLocal: OpenFunctions = async () => {
  const bundles = await bundleProbe()
  const stack = await startStack({
    deployment: probeDeployment(),
    bundlesDir: bundles.directory,
  })
  return {
    app: appOf(stack),
    url: stack.url,
    async close() {
      await stack.close()
      bundles.remove()
    },
  }
}

/** With `probe` deployed and its route at this address. */
const openRemote: OpenFunctions = async () => ({
  app: tcb.init({
    env: process.env['REMOTE_ENV'] ?? '',
    secretId: process.env['REMOTE_SECRETID'] ?? '',
    secretKey: process.env['REMOTE_SECRETKEY'] ?? '',
  }),
  url: process.env['REMOTE_URL'] ?? '',
  close: async () => undefined,
})

describeFunctions(process.env['REMOTE'] === '1' ? openRemote : openLocal)
