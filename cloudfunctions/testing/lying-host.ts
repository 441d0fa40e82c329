import { createSign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider's host that signs arbitrary content. */
export interface LyingHost {
  readonly url: string
  close(): Promise<void>
}

const listening = (server: Server): Promise<LyingHost> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const close = () => new Promise<void>((closed) => server.close(() => closed()))
      resolve({ url: `http://127.0.0.1:${port}`, close })
    })
  })

const sign = (text: string, privatePem: string): string =>
  createSign('RSA-SHA256').update(text).sign(privatePem, 'base64')

export interface WechatSigner {
  readonly serial: string
  readonly privatePem: string
  readonly nowMs: number
}

/** Headers with WeChat Pay's signature for a body. */
export function wechatHeaders(body: string, { nowMs, privatePem, serial }: WechatSigner) {
  const timestamp = String(Math.floor(nowMs / 1000))
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': 'nonce',
    'wechatpay-serial': serial,
    'wechatpay-signature': sign(`${timestamp}\nnonce\n${body}\n`, privatePem),
  }
}

/** Answers every call with 200 and this. */
export function openLyingWechat(answer: object, signer: WechatSigner): Promise<LyingHost> {
  const body = JSON.stringify(answer)
  const headers = { 'content-type': 'application/json', connection: 'close' }
  return listening(
    createServer((_request, response) =>
      response.writeHead(200, { ...headers, ...wechatHeaders(body, signer) }).end(body),
    ),
  )
}

/** Redirects every call to another path of the same host, and answers there. */
export function openRedirectingWechat(answer: object, signer: WechatSigner): Promise<LyingHost> {
  const body = JSON.stringify(answer)
  return listening(
    createServer(({ url }, response) =>
      url === '/elsewhere'
        ? response.writeHead(200, wechatHeaders(body, signer)).end(body)
        : response.writeHead(302, { location: '/elsewhere', connection: 'close' }).end(),
    ),
  )
}

/** Answers every call with this node, under the name of the method or another. */
export function openLyingAlipay(
  answer: object,
  privatePem: string,
  nodeName?: 'error_response',
): Promise<LyingHost> {
  const node = JSON.stringify({ code: '10000', msg: 'Success', ...answer })
  return listening(
    createServer((request, response) => {
      const method = new URL(request.url ?? '', 'http://localhost').searchParams.get('method') ?? ''
      const name = nodeName ?? `${method.replaceAll('.', '_')}_response`
      response
        .writeHead(200, { 'content-type': 'text/html;charset=utf-8', connection: 'close' })
        .end(`{"${name}":${node},"sign":"${sign(node, privatePem)}"}`)
    }),
  )
}
