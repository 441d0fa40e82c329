import { describeFunctions, type OpenFunctions } from '../../contracts/functions'
import { startStack } from '../../src/stack'
import { appOf } from './local-app'
import { bundleProbe } from './probe-bundle'
import { probeDeployment } from './probe-stack'
import { isRemote, remoteApp, remoteVariables } from './remote-app'

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

/** With `probe` deployed and its route at `REMOTE_URL`. */
function remote(): OpenFunctions {
  const app = remoteApp()
  const { REMOTE_URL: url } = remoteVariables('REMOTE_URL')
  return async () => ({ app, url, close: async () => undefined })
}

describeFunctions(isRemote ? remote() : openLocal)
