import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDurableFile } from '@palm/local/durable-file'
import { presentSubject } from '../subject'

/**
 * Minimal cost of an order: bare node:http, the same database with the same full sync, the same
 * cryptography of merchant and provider, and nothing else: no rules, no parsing of requests, no
 * clients, no SDK.
 */
export interface FloorReady {
  readonly url: string
}

const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 })
const provider = generateKeyPairSync('rsa', { modulusLength: 2048 })
const cipherKey = randomBytes(32)
const secret = randomBytes(32)

const signed = ({ privateKey }: typeof merchant, text: string) => ({
  text,
  signature: sign('sha256', Buffer.from(text), privateKey).toString('base64'),
})

function check({ publicKey }: typeof merchant, { signature, text }: ReturnType<typeof signed>) {
  const holds = verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))
  if (!holds) throw new Error('a signature of our own does not hold')
}

/** Request and answer between merchant and provider, each signed and verified. */
function callProvider(body: string): void {
  check(merchant, signed(merchant, body))
  check(provider, signed(provider, body))
}

function notify(body: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce)
  const sealed = Buffer.concat([cipher.update(body), cipher.final()])
  const notice = signed(provider, sealed.toString('base64'))
  check(provider, notice)
  const decipher = createDecipheriv('aes-256-gcm', cipherKey, nonce)
  decipher.setAuthTag(cipher.getAuthTag())
  const opened = [decipher.update(Buffer.from(notice.text, 'base64')), decipher.final()]
  return Buffer.concat(opened).toString()
}

/** Hour, order, slot: computed by the attendant's phone and by the server. */
function passphrase(orderId: string): string {
  const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  return mac(mac(mac(secret, 'day'), orderId), 'slot').toString('hex')
}

const dataDir = mkdtempSync(join(tmpdir(), 'palm-floor-'))
const file = openDurableFile({ path: join(dataDir, 'floor.sqlite') })
file.connection.exec('CREATE TABLE document (id TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID')
const select = file.prepare('SELECT value FROM document WHERE id = ?')
const upsert = file.prepare('INSERT OR REPLACE INTO document VALUES (?, ?)')

async function keep(documents: Readonly<Record<string, unknown>>): Promise<void> {
  file.atomically(() => {
    for (const [id, value] of Object.entries(documents)) upsert.run(id, JSON.stringify(value))
  })
  await file.durable()
}

const orderOf = (id: string) => JSON.parse(String(select.get(id)?.['value'])) as object

const steps: Readonly<Record<string, (order: { id: string }) => Promise<object>>> = {
  async '/place'(order) {
    callProvider(JSON.stringify(order))
    await keep({ [order.id]: { ...order, status: 'unpaid' } })
    return signed(merchant, order.id)
  },
  async '/pay'({ id }) {
    const order = orderOf(id)
    check(merchant, signed(merchant, id))
    await keep({ [`trade:${id}`]: order })
    notify(JSON.stringify(order))
    await keep({ [id]: { ...order, status: 'paid' }, [`paid:${id}`]: { lines: [order, order] } })
    return { passphrase: passphrase(id) }
  },
  async '/confirm'({ id }) {
    const order = { ...orderOf(id), status: 'confirmed', passphrase: passphrase(id) }
    await keep({ [id]: order, [`confirmed:${id}`]: { lines: [order, order] } })
    return order
  },
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const server = createServer((request, response) => {
  void bodyOf(request)
    .then((body) => steps[request.url ?? '']!(JSON.parse(body) as { id: string }))
    .then((reply) => response.end(JSON.stringify(reply)))
})

server.listen(0, '127.0.0.1', () => {
  const ready: FloorReady = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  presentSubject(ready, {
    async close() {
      server.closeAllConnections()
      server.close()
      await file.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  })
})
