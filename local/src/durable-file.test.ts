import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDurableFile } from './durable-file'
import { openRecords } from './records'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'durable-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const open = () => openDurableFile({ path: join(directory, 'file.sqlite') })

test('a second owner is refused', async () => {
  const file = open()
  expect(open).toThrow(/in use/)
  await file.close()
})

test('a closed file can be opened again, with its content', async () => {
  const file = open()
  openRecords<number>(file, 'numbers').put('a', 1)
  await file.close()
  const again = open()
  expect(openRecords<number>(again, 'numbers').get('a')).toBe(1)
  await again.close()
})

test('atomic statements are all undone if one fails, together with their group', async () => {
  const file = open()
  const records = openRecords<number>(file, 'numbers')
  records.put('before', 1)
  await file.durable()
  records.put('with', 1)
  const group = file.durable()
  const broken = () =>
    file.atomically(() => {
      records.put('half', 1)
      throw new Error('full')
    })
  expect(broken).toThrow('full')
  await expect(group).rejects.toThrow('full')
  expect(records.all().map(({ key }) => key)).toEqual(['before'])
  records.put('after', 1)
  await file.durable()
  expect(records.all().map(({ key }) => key)).toEqual(['after', 'before'])
  await file.close()
})

test('writes can be read before they are durable', async () => {
  const file = open()
  const records = openRecords<number>(file, 'numbers')
  records.put('a', 1)
  expect(records.get('a')).toBe(1)
  await file.close()
})

describe('the disk', () => {
  /** Replaces the sync of the log; each is completed by hand. */
  let syncs: ((error: Error | null) => void)[]
  beforeEach(() => {
    syncs = []
    jest.spyOn(fs, 'fdatasync').mockImplementation((_, done) => void syncs.push(done))
  })
  afterEach(() => jest.restoreAllMocks())

  const turn = () => new Promise((resolve) => setImmediate(resolve))

  test('has all durable writes, and the writes of the meantime follow', async () => {
    const file = open()
    const records = openRecords<number>(file, 'numbers')
    const done: string[] = []
    records.put('a', 1)
    const first = file.durable().then(() => done.push('first'))
    await turn()
    records.put('b', 2)
    const second = file.durable().then(() => done.push('second'))
    await turn()
    expect([syncs.length, done]).toEqual([1, []])
    syncs[0]?.(null)
    await first
    expect(done).toEqual(['first'])
    await turn()
    syncs[1]?.(null)
    await second
    await file.close()
  })

  test('takes the writes of one turn together', async () => {
    const file = open()
    const records = openRecords<number>(file, 'numbers')
    records.put('a', 1)
    const first = file.durable()
    records.put('b', 2)
    const second = file.durable()
    await turn()
    expect(syncs).toHaveLength(1)
    syncs[0]?.(null)
    await Promise.all([first, second])
    await file.close()
  })

  test('delays readers of data that is not yet on it', async () => {
    const file = open()
    openRecords<number>(file, 'numbers').put('a', 1)
    const done: string[] = []
    const written = file.durable().then(() => done.push('written'))
    await turn()
    const read = file.durable().then(() => done.push('read'))
    await turn()
    expect(done).toEqual([])
    syncs[0]?.(null)
    await Promise.all([written, read])
    await file.close()
  })

  test('is synced synchronously while it is fast, and on another thread once it was slow', async () => {
    let nowMs = 0
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs)
    const onTheSpot = jest.spyOn(fs, 'fdatasyncSync')
    const file = open()
    const records = openRecords<number>(file, 'numbers')
    /** Number of syncs on each side, the last of which took so long. */
    const countsAfter = async (tookMs: number) => {
      onTheSpot.mockImplementation(() => void (nowMs += tookMs))
      records.put('a', nowMs)
      const written = file.durable()
      await turn()
      nowMs += tookMs
      syncs.at(-1)?.(null)
      await written
      return [syncs.length, onTheSpot.mock.calls.length]
    }
    expect(await countsAfter(5)).toEqual([1, 0])
    expect(await countsAfter(0.1)).toEqual([2, 0])
    expect(await countsAfter(5)).toEqual([2, 1])
    expect(await countsAfter(5)).toEqual([3, 1])
    await file.close()
  })

  test('is not trusted again once it has failed', async () => {
    const file = open()
    openRecords<number>(file, 'numbers').put('a', 1)
    const written = file.durable()
    await turn()
    syncs[0]?.(new Error('EIO'))
    await expect(written).rejects.toThrow('EIO')
    await expect(file.durable()).rejects.toThrow('EIO')
    await expect(file.close()).rejects.toThrow('EIO')
  })
})

test('records of different shelves are separate, and sorted by key', async () => {
  const file = open()
  const [trades, refunds] = [
    openRecords<number>(file, 'trade'),
    openRecords<number>(file, 'refund'),
  ]
  trades.put('b', 1)
  trades.put('a', 2)
  refunds.put('a', 3)
  trades.put('a', 4)
  refunds.remove('a')
  expect(trades.all()).toEqual([
    { key: 'a', value: 4 },
    { key: 'b', value: 1 },
  ])
  expect(refunds.get('a')).toBeUndefined()
  await file.close()
})
