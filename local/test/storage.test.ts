import { appOf } from './local-app'
import { useStack } from './probe-stack'

const { stack } = useStack(() => ({ clock: { frozen: true } }))
const app = () => appOf(stack())

const upload = async (cloudPath: string, content: string | Buffer) =>
  (await app().uploadFile({ cloudPath, fileContent: Buffer.from(content) })).fileID

test('a missing file has no address and cannot be deleted', async () => {
  const missing = 'cloud://local.6c6f-local-1250000000/nowhere'
  expect((await app().getTempFileURL({ fileList: [missing, 'nonsense'] })).fileList).toMatchObject([
    { code: 'STORAGE_FILE_NONEXIST', fileID: missing },
    { code: 'STORAGE_FILE_NONEXIST', fileID: 'nonsense' },
  ])
  expect((await app().deleteFile({ fileList: [missing] })).fileList).toMatchObject([
    { code: 'STORAGE_FILE_NONEXIST' },
  ])
})

test('an address is valid for the requested time', async () => {
  const fileID = await upload('a.txt', 'hello')
  const { fileList } = await app().getTempFileURL({ fileList: [{ fileID, maxAge: 60 }] })
  const url = String(fileList[0]?.tempFileURL)
  const response = await fetch(url)
  expect(await response.text()).toBe('hello')
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  await stack().clock.advance(61_000)
  expect((await fetch(url)).status).toBe(403)
})

test.each([
  ['no signature', ''],
  ['the address of another file', '?sign=0&t=99999999999999'],
])('a file is not served for %s', async (_, query) => {
  await upload('a.txt', 'hello')
  expect((await fetch(`${stack().urls['cloudbase']}/storage/a.txt${query}`)).status).toBe(403)
})

test('a file is not accepted without permission', async () => {
  const response = await fetch(`${stack().urls['cloudbase']}/storage/a.txt`, {
    method: 'PUT',
    body: 'x',
  })
  expect(response.status).toBe(403)
  expect(await response.text()).toContain('SignatureDoesNotMatch')
})

test('a file is returned unchanged, whatever its bytes and name', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  const fileID = await upload('凭证/收据 1.png', bytes)
  const { fileContent } = await app().downloadFile({ fileID })
  expect(Buffer.compare(fileContent as Buffer, bytes)).toBe(0)
})

test('a later upload replaces a file, and deleting removes it', async () => {
  const fileID = await upload('a.txt', 'first')
  await upload('a.txt', 'second')
  expect(String((await app().downloadFile({ fileID })).fileContent)).toBe('second')
  expect((await app().deleteFile({ fileList: [fileID] })).fileList).toMatchObject([
    { code: 'SUCCESS', fileID },
  ])
  await expect(app().downloadFile({ fileID })).rejects.toMatchObject({
    code: 'STORAGE_FILE_NONEXIST',
  })
})

test('a file can be copied or moved', async () => {
  await upload('in/a.txt', 'hello')
  const copied = await app().copyFile({
    fileList: [
      { srcPath: 'in/a.txt', dstPath: 'out/a.txt', removeOriginal: true },
      { srcPath: 'in/gone.txt', dstPath: 'out/gone.txt' },
    ],
  })
  expect(copied.fileList).toMatchObject([{ code: 'SUCCESS' }, { code: 'STORAGE_FILE_NONEXIST' }])
  const fileID = String((copied.fileList[0] as { fileId?: string }).fileId)
  expect(String((await app().downloadFile({ fileID })).fileContent)).toBe('hello')
})
