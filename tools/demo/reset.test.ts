import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DurableFile, FileInUseError, openDurableFile } from '@palm/local/durable-file'
import { resetData } from './reset'

let dataDir: string
let running: DurableFile | null = null
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'palm-reset-'))
  writeFileSync(join(dataDir, 'installation.json'), '{}')
})
afterEach(async () => {
  await running?.close()
  running = null
  await resetData(dataDir)
})

const stackFile = () => join(dataDir, 'stack.sqlite')

test('a folder used by a running stack is not deleted', async () => {
  running = openDurableFile({ path: stackFile() })
  await expect(resetData(dataDir)).rejects.toThrow(FileInUseError)
  expect(existsSync(join(dataDir, 'installation.json'))).toBe(true)
  expect(existsSync(stackFile())).toBe(true)
})

test.each([
  ['a folder of a stopped stack', async () => openDurableFile({ path: stackFile() }).close()],
  ['a folder without a stack', async () => undefined],
])('%s is deleted', async (_, before) => {
  await before()
  await resetData(dataDir)
  expect(existsSync(dataDir)).toBe(false)
})
