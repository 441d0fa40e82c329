import type { WechatIdentity } from '../function-host'

/** How a function is called. */
export type Trigger = 'wechat' | 'http' | 'timer' | 'function' | 'admin'

/** The user for whom a function runs. Functions that it calls run for the same user. */
export interface Identity {
  readonly wechat: WechatIdentity | null
  readonly clientIp: string | null
}

export const NOBODY: Identity = { wechat: null, clientIp: null }

export interface CallEnvironment {
  readonly trigger: Trigger
  readonly identity: Identity
  readonly callId: string
  /** Opaque; the SDK sends it along with every request of this call. */
  readonly token: string
}

/** The service's names for the ways of calling a function. */
const SOURCES: Readonly<Record<Trigger, string>> = {
  wechat: 'wx_client',
  http: 'wx_http',
  timer: 'wx_trigger',
  function: 'scf',
  admin: 'scf',
}

/**
 * Environment added by a call to its instance and to `context.environment`; removed when it ends.
 * The SDK reads only the names in the two lists of keys.
 */
export function callEnvironment({ callId, identity, token, trigger }: CallEnvironment) {
  const { clientIp, wechat } = identity
  const tcb: Record<string, string> = {
    TCB_ENV: ENVIRONMENT_ID,
    TCB_SEQID: callId,
    TCB_SOURCE: wechat && trigger === 'function' ? 'wx_client,scf' : SOURCES[trigger],
    TCB_SESSIONTOKEN: token,
    ...(clientIp && { TCB_SOURCE_IP: clientIp }),
    ...(trigger === 'timer' && { TRIGGER_SRC: 'timer' }),
  }
  const wx: Record<string, string> = wechat
    ? {
        WX_OPENID: wechat.openId,
        WX_APPID: wechat.appId,
        WX_API_TOKEN: token,
        ...(wechat.unionId && { WX_UNIONID: wechat.unionId }),
        ...(wechat.clientIp && { WX_CLIENTIP: wechat.clientIp }),
      }
    : {}
  return {
    ...tcb,
    ...wx,
    TCB_CONTEXT_KEYS: Object.keys(tcb).join(','),
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
  }
}

export const ENVIRONMENT_ID = 'local'

/**
 * Environment of every instance, besides the function's own: it makes the unmodified SDK call this
 * stack, without queries of the cloud's metadata and without real secrets.
 */
export function instanceEnvironment(adminUrl: string): Record<string, string> {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'local',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: ENVIRONMENT_ID,
    TCB_ENV: ENVIRONMENT_ID,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    SILENCE: 'true', // otherwise a refused connection keeps the process alive for three seconds
  }
}
