import tcb, { type CloudBase } from '@cloudbase/node-sdk'

/** Whether the suites run on a real environment; local/README.md has the variables. */
export const isRemote = process.env['REMOTE'] === '1'

/** The real SDK on the environment named by the variables. Throws with the missing ones. */
export function remoteApp(): CloudBase {
  const { REMOTE_ENV, REMOTE_SECRETID, REMOTE_SECRETKEY } = remoteVariables(
    'REMOTE_ENV',
    'REMOTE_SECRETID',
    'REMOTE_SECRETKEY',
  )
  const serviceUrl = process.env['REMOTE_SERVICE_URL']
  return tcb.init({
    env: REMOTE_ENV,
    secretId: REMOTE_SECRETID,
    secretKey: REMOTE_SECRETKEY,
    ...(serviceUrl && { serviceUrl }),
  })
}

/** Variables required for a run on the real service. */
export function remoteVariables<Name extends string>(...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name])
  if (missing.length > 0)
    throw new Error(`REMOTE=1 needs ${missing.join(', ')}: see local/README.md`)
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>
}
