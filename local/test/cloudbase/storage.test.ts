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

describe('a file posted as a form', () => {
  const formOf = (fields: Readonly<Record<string, string>>, bytes?: Buffer) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    if (bytes) form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
    return form
  }
  const metadata = async (cloudPath: string) =>
    (await app().getUploadMetadata({ cloudPath })).data as Record<
      'url' | 'authorization' | 'token' | 'fileId' | 'cosFileId',
      string
    >

  test('is there afterwards, with its bytes and its type', async () => {
    const key = '凭证/收据 2.png'
    const { authorization, cosFileId, fileId, token, url } = await metadata(key)
    const bytes = Buffer.from([0, 255, 13, 10, 128])
    const form = formOf(
      {
        ...{ key, Signature: authorization },
        ...{ 'x-cos-security-token': token, 'x-cos-meta-fileid': cosFileId },
      },
      bytes,
    )
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204)
    const { fileContent } = await app().downloadFile({ fileID: fileId })
    expect(Buffer.compare(fileContent as Buffer, bytes)).toBe(0)
    const { fileList } = await app().getTempFileURL({ fileList: [fileId] })
    const link = String(fileList[0]?.tempFileURL)
    expect((await fetch(link)).headers.get('content-type')).toBe('image/png')
  })

  test.each<[string, (signature: string) => FormData | string, number]>([
    ['without a permission', () => formOf({ key: 'a.txt' }, Buffer.from('x')), 403],
    ['for another place', (Signature) => formOf({ key: 'b', Signature }, Buffer.from('x')), 403],
    ['without a file', (Signature) => formOf({ key: 'a.txt', Signature }), 400],
    ['that is not a form', () => 'x', 400],
  ])('is not taken %s', async (_, bodyWith, status) => {
    const { authorization, url } = await metadata('a.txt')
    const response = await fetch(url, { method: 'POST', body: bodyWith(authorization) })
    expect(response.status).toBe(status)
  })
})

test('a later upload replaces a file, and deleting takes it away', async () => {
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

describe('of 51 files in one request', () => {
  const files = Array.from({ length: 51 }, (_, i) => `cloud://local.6c6f-local-1250000000/${i}`)
  const requests: [string, (some: string[]) => Promise<unknown>][] = [
    ['deleting', (some) => app().deleteFile({ fileList: some })],
    ['asking for addresses', (some) => app().getTempFileURL({ fileList: some })],
    [
      'copying',
      (some) =>
        app().copyFile({ fileList: some.map((at) => ({ srcPath: at, dstPath: `to/${at}` })) }),
    ],
  ]

  test.each(requests)('%s is refused, and of 50 taken', async (_, request) => {
    await expect(request(files)).rejects.toMatchObject({ code: 'INVALID_PARAM' })
    expect(await request(files.slice(1))).toBeTruthy()
  })
})
