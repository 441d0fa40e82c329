import { type ClipboardApis, clipboardOf } from './clipboard'

const refused = () => Promise.reject(new Error('setClipboardData:fail auth deny'))

test.each<[string, ClipboardApis, boolean]>([
  ['copies', { setClipboardData: () => Promise.resolve() }, true],
  ['refuses', { setClipboardData: refused }, false],
  ['has no clipboard', {}, false],
])('a wallet that %s', async (_, apis, isCopied) => {
  expect(await clipboardOf(apis)('7K2M')).toBe(isCopied)
})

test('the whole text is copied', async () => {
  const copied: string[] = []
  const copy = clipboardOf({ setClipboardData: async ({ data }) => void copied.push(data) })
  await copy('0K3V8M2P9Q4R6S7X7K2M')
  expect(copied).toEqual(['0K3V8M2P9Q4R6S7X7K2M'])
})
