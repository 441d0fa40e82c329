import { createRequire } from 'node:module'
import { describeDatabase } from '../../contracts/database/database'
import { describeFunctions } from '../../contracts/functions'
import { startStack } from '../../src/stack'
import { runAsFunction } from '../../test/cloudbase/local-app'
import { bundleProbe } from '../../test/cloudbase/probe-bundle'
import { probeDeployment } from '../../test/cloudbase/probe-stack'
import { asNodeSdk, type WxCloud } from './as-node-sdk'

/** Installed in this folder, by `npm run test:wx-server-sdk` only. */
const cloud = createRequire(__filename)('wx-server-sdk') as WxCloud

async function open() {
  const bundles = await bundleProbe()
  const stack = await startStack({ deployment: probeDeployment(), bundlesDir: bundles.directory })
  runAsFunction()
  const instance = cloud.createNewInstance({
    env: 'local',
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${stack.urls['cloudbase']}/admin`,
    keepalive: true,
    throwOnNotFound: false,
  })
  return {
    app: asNodeSdk(instance),
    url: stack.url,
    async close() {
      await stack.close()
      bundles.remove()
    },
  }
}

describe('through wx-server-sdk', () => {
  describeDatabase(open)
  describeFunctions(open)
})
