import { join } from 'node:path'
import type { SdkCallReady, SdkCallTold } from './sdk-call-subject'
import { startSubject } from '../subject'

export interface SdkCallFigures {
  readonly p50Ms: number
  /** Caller and stack together, as counted for the product. */
  readonly cpuMsPerCall: number
  /** Of the caller only, without the server. */
  readonly callerCpuMsPerCall: number
}

/** Cost of one call through the unmodified SDK, on an otherwise idle local stack. */
export async function measureSdkCall(): Promise<SdkCallFigures> {
  const whole = await startSubject<SdkCallReady>(SUBJECT)
  try {
    const { cpuMsPerCall, p50Ms } = await told(whole)
    const environment = { PALM_BENCH_ADMIN: whole.ready.adminUrl }
    const caller = await startSubject<SdkCallReady>(SUBJECT, environment)
    try {
      return { p50Ms, cpuMsPerCall, callerCpuMsPerCall: (await told(caller)).cpuMsPerCall }
    } finally {
      await caller.stop()
    }
  } finally {
    await whole.stop()
  }
}

const SUBJECT = join(__dirname, 'sdk-call-subject.ts')

const told = (subject: Awaited<ReturnType<typeof startSubject<SdkCallReady>>>) =>
  new Promise<SdkCallTold>((resolve) => {
    subject.listen((said) => resolve(said as SdkCallTold))
  })
