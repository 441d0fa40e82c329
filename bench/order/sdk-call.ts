import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startSubject } from './subject'

export interface SdkCallFigures {
  readonly calls: number
  readonly cpuMsPerCall: number
  readonly p50Ms: number
}

export interface SdkCallReady {
  readonly calls: number
}

interface Told {
  readonly cpuMs: number
  readonly p50Ms: number
}

/**
 * What one call through the unmodified SDK costs its caller, before any server: the answer is the
 * same few bytes every time, from another process.
 */
export async function measureSdkCall(): Promise<SdkCallFigures> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      response.setHeader('content-type', 'application/json; charset=utf-8')
      response.end(ANSWER)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env['PALM_BENCH_SERVICE'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const subject = await startSubject<SdkCallReady>(join(__dirname, 'sdk-call-subject.ts'))
  try {
    const { calls } = subject.ready
    const { cpuMs, p50Ms } = await new Promise<Told>((resolve) =>
      subject.listen((told) => resolve(told as Told)),
    )
    return { calls, cpuMsPerCall: cpuMs / calls, p50Ms }
  } finally {
    await subject.stop()
    server.closeAllConnections()
    server.close()
  }
}

/** As the service answers `doc(id).get()` (documents as extended JSON, in strings). */
const ORDER = { _id: 'order:1', status: 'paid', amountFen: 20_000, nozzleId: 'nozzle:bj0001-03' }
const ANSWER = JSON.stringify({
  requestId: '1',
  data: { list: [JSON.stringify(ORDER)], limit: 1, offset: 0 },
})
