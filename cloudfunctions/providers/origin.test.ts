import { providerOrigin } from './origin'

const OFFICIAL = ['https://api.mch.weixin.qq.com']

test.each<[string, string, boolean]>([
  ['the official host', 'https://api.mch.weixin.qq.com', false],
  ['the official host, from the local stack too', 'https://api.mch.weixin.qq.com/', true],
  ['an emulator on loopback, on the local stack', 'http://127.0.0.1:3000', true],
])('%s is called', (_, url, onLocalStack) => {
  expect(providerOrigin(url, OFFICIAL, onLocalStack).href).toContain(new URL(url).host)
})

test.each<[string, string, boolean]>([
  ['an emulator on loopback, in the cloud', 'http://127.0.0.1:3000', false],
  ['another host', 'https://api.mch.weixin.qq.com.example', true],
  ['the official host without encryption', 'http://api.mch.weixin.qq.com', true],
  ['the official host on another port', 'https://api.mch.weixin.qq.com:444', false],
  ['a host name that may resolve elsewhere', 'http://localhost:3000', true],
])('%s is not', (_, url, onLocalStack) => {
  expect(() => providerOrigin(url, OFFICIAL, onLocalStack)).toThrow()
})
