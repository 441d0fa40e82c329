import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { presentSubject } from '../subject'
import { documentAt } from './documents'
import type { StackReady } from './stack-subject'

/** Minimal cost of an emulator: accepts the SDK's requests and returns fixed answers. */
const ANSWER = JSON.stringify({
  requestId: '00000000-0000-0000-0000-000000000000',
  data: { list: [JSON.stringify(documentAt(0, 1000))], updated: 1, upsert_id: null },
})

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString())
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.setHeader('content-length', ANSWER.length)
    response.end(ANSWER)
  })
})

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  const ready: StackReady = { cloudbaseUrl: `http://127.0.0.1:${port}` }
  presentSubject(ready, {
    async close() {
      server.closeAllConnections()
      server.close()
    },
  })
})
