import { z } from 'zod'
import { Busy, type Collection, type Database, Taken } from './session'

interface Note {
  readonly id: string
  readonly owner: string
  readonly number: number
  readonly state: { readonly status: string }
  readonly remark?: string | undefined
}

const form = z.object({
  _id: z.string(),
  owner: z.string(),
  number: z.int(),
  state: z.object({ status: z.string() }),
  remark: z.string().optional(),
})

/** Its collection exists, with an index over owner and number. */
const notes: Collection<Note> = {
  name: 'notes',
  optional: ['remark'],
  write: ({ id, ...body }) => ({ _id: id, ...body }),
  read(document) {
    const { _id: id, ...body } = form.parse(document)
    return { id, ...body }
  },
}

const aNote = (changes: Partial<Note> = {}): Note => ({
  id: 'note:1',
  owner: 'zhang',
  number: 1,
  state: { status: 'open' },
  ...changes,
})

/** Required behaviour of any database for our functions. `open` gives an empty one. */
export function describeDatabaseSession(
  name: string,
  open: () => Promise<Database & { close(): Promise<void> }>,
) {
  describe(name, () => {
    let database: Awaited<ReturnType<typeof open>>
    beforeEach(async () => {
      database = await open()
    })
    afterEach(() => database.close())

    describe('documents', () => {
      test('do not exist until they are written', async () => {
        expect(await database.get(notes, 'note:1')).toBeNull()
      })

      test('read back unchanged', async () => {
        await database.put(notes, aNote({ owner: '张', number: 9_007_199_254_740_991 }))
        await database.put(notes, aNote({ owner: '陈' }))
        expect(await database.get(notes, 'note:1')).toEqual(aNote({ owner: '陈' }))
      })

      test('with an id in use are not inserted, and the first one stays', async () => {
        expect(await database.insert(notes, aNote())).toBe('inserted')
        expect(await database.insert(notes, aNote({ owner: 'chen' }))).toBe('taken')
        expect(await database.get(notes, 'note:1')).toEqual(aNote())
      })

      test('that violate their schema are refused', async () => {
        await database.put({ ...notes, write: () => ({ _id: 'note:1' }) }, aNote())
        await expect(database.get(notes, 'note:1')).rejects.toThrow()
      })
    })

    describe('a document that was read', () => {
      const read = async () => (await database.get(notes, 'note:1'))!

      test('is replaced whole, fields that are left out removed', async () => {
        await database.put(notes, aNote({ remark: 'early', state: { status: 'open' } }))
        const after = aNote({ number: 2, state: { status: 'closed' } })
        expect(await database.replace(notes, await read(), after)).toBe('replaced')
        expect(await read()).toEqual(after)
      })

      const writers: [string, () => Promise<unknown>][] = [
        ['a write', () => database.put(notes, aNote({ owner: 'chen' }))],
        ['the same write again', () => database.put(notes, aNote())],
        [
          'a transaction',
          () => database.transaction((transaction) => transaction.put(notes, aNote())),
        ],
        ['a replacement', async () => database.replace(notes, await read(), aNote({ number: 3 }))],
      ]
      test.each(writers)('is not replaced after %s', async (_, write) => {
        await database.put(notes, aNote())
        const before = await read()
        await write()
        const now = await read()
        const late = aNote({ number: 2 })
        expect(await database.replace(notes, before, late)).toBe('changed')
        expect(await read()).toEqual(now)
      })

      test('is replaced once by two at the same time', async () => {
        await database.put(notes, aNote())
        const [one, other] = [await read(), await read()]
        const both = await Promise.all([
          database.replace(notes, one, aNote({ number: 2 })),
          database.replace(notes, other, aNote({ number: 3 })),
        ])
        expect(both.sort()).toEqual(['changed', 'replaced'])
      })

      test('and replaced meanwhile lets a transaction on it run again', async () => {
        await database.put(notes, aNote({ number: 0 }))
        const add = (note: Note) => ({ ...note, number: note.number + 1 })
        const once = async () => {
          const note = await read()
          if ((await database.replace(notes, note, add(note))) === 'replaced') return
          await database.transaction(async (transaction) =>
            transaction.put(notes, add((await transaction.get(notes, 'note:1'))!)),
          )
        }
        await Promise.all(Array.from({ length: 20 }, once))
        expect((await read()).number).toBe(20)
      })

      test('that does not exist any more, or was never read, is not replaced', async () => {
        expect(await database.replace(notes, aNote(), aNote({ number: 2 }))).toBe('changed')
        expect(await database.get(notes, 'note:1')).toBeNull()
      })
    })

    describe('finding', () => {
      beforeEach(async () => {
        for (let number = 1; number <= 5; number++) {
          const owner = number === 3 ? 'chen' : 'zhang'
          const status = number % 2 === 0 ? 'closed' : 'open'
          await database.put(
            notes,
            aNote({ id: `note:${number}`, owner, number, state: { status } }),
          )
        }
      })

      test.each<[string, Parameters<Database['find']>[1], number[]]>([
        ['a value', { where: { owner: 'chen' }, limit: 10 }, [3]],
        ['no value', { where: { owner: 'wang' }, limit: 10 }, []],
        ['a nested field', { where: { 'state.status': 'closed' }, limit: 10 }, [2, 4]],
        ['one of several', { where: { number: { in: [1, 5, 9] } }, limit: 10 }, [1, 5]],
        ['below', { where: { owner: 'zhang', number: { below: 4 } }, limit: 10 }, [1, 2]],
        ['at most', { where: { owner: 'zhang', number: { atMost: 4 } }, limit: 10 }, [1, 2, 4]],
        ['at least', { where: { owner: 'zhang', number: { atLeast: 4 } }, limit: 10 }, [4, 5]],
        [
          'one of several sets of fields, and common conditions',
          {
            where: { 'state.status': 'open' },
            anyOf: [{ owner: 'chen' }, { number: { in: [1, 2] } }],
            limit: 10,
          },
          [1, 3],
        ],
        ['everything', { where: {}, limit: 10 }, [1, 2, 3, 4, 5]],
      ])('by %s', async (_, query, numbers) => {
        const found = await database.find(notes, query)
        expect(found.map(({ number }) => number).sort()).toEqual(numbers)
      })

      test('follows the given order and limit', async () => {
        const descending = { field: 'number', direction: 'desc' } as const
        const found = await database.find(notes, {
          where: { owner: 'zhang' },
          orderBy: descending,
          limit: 3,
        })
        expect(found.map(({ number }) => number)).toEqual([5, 4, 2])
      })
    })

    test('groups are counted and summed by a field, of the matching documents only', async () => {
      for (let number = 1; number <= 5; number++) {
        const status = number % 2 === 0 ? 'closed' : 'open'
        const owner = number === 5 ? 'chen' : 'zhang'
        await database.put(notes, aNote({ id: `note:${number}`, owner, number, state: { status } }))
      }
      const where = { owner: 'zhang', number: { atLeast: 2 } }
      const groups = await database.groups(notes, { where, by: 'state.status', sum: 'number' })
      expect(groups.sort((a, b) => a.count - b.count)).toEqual([
        { value: 'open', count: 1, sum: 3 },
        { value: 'closed', count: 2, sum: 6 },
      ])
      const none = { where: { owner: 'wang' }, by: 'state.status', sum: 'number' }
      expect(await database.groups(notes, none)).toEqual([])
    })

    test('totals are summed by a text field or by intervals, from the first field there is', async () => {
      for (let number = 1; number <= 5; number++) {
        const status = number % 2 === 0 ? 'closed' : 'open'
        await database.put(notes, aNote({ id: `note:${number}`, number, state: { status } }))
      }
      const where = { number: { atMost: 4 } }
      const sums = { once: ['number'], last: ['missing.field', 'number'] } as const
      const by = { field: 'state.status' }
      const byStatus = await database.totals(notes, { where, by, sums })
      expect(byStatus.sort((a, b) => a.sums.once - b.sums.once)).toEqual([
        { value: 'open', count: 2, sums: { once: 4, last: 4 } },
        { value: 'closed', count: 2, sums: { once: 6, last: 6 } },
      ])
      const intervals = { field: 'number', bounds: [1, 2, 5, 9] }
      expect(await database.totals(notes, { where, by: intervals, sums })).toEqual([
        { value: 1, count: 1, sums: { once: 1, last: 1 } },
        { value: 2, count: 3, sums: { once: 9, last: 9 } },
      ])
    })

    describe('transactions', () => {
      test('save all writes, or none', async () => {
        await database.transaction(async (transaction) => {
          await transaction.put(notes, aNote())
          await transaction.insert(notes, aNote({ id: 'note:2' }))
        })
        const failed = database.transaction(async (transaction) => {
          await transaction.put(notes, aNote({ owner: 'lost' }))
          throw new Error('the work failed')
        })
        await expect(failed).rejects.toThrow('the work failed')
        expect(await database.find(notes, { where: { owner: 'zhang' }, limit: 10 })).toHaveLength(2)
      })

      test('remove a document, and nothing if there is none', async () => {
        await database.put(notes, aNote())
        const failed = database.transaction(async (transaction) => {
          await transaction.remove(notes, 'note:1')
          expect(await transaction.get(notes, 'note:1')).toBeNull()
          throw new Error('the work failed')
        })
        await expect(failed).rejects.toThrow('the work failed')
        expect(await database.get(notes, 'note:1')).toEqual(aNote())
        for (let count = 0; count < 2; count++) {
          await database.transaction((transaction) => transaction.remove(notes, 'note:1'))
          expect(await database.get(notes, 'note:1')).toBeNull()
        }
      })

      test('return the result of the work', async () => {
        expect(await database.transaction(async () => 42)).toBe(42)
      })

      test('read their own writes, and null for missing documents', async () => {
        await database.transaction(async (transaction) => {
          expect(await transaction.get(notes, 'note:1')).toBeNull()
          await transaction.put(notes, aNote())
          expect(await transaction.get(notes, 'note:1')).toEqual(aNote())
        })
      })

      test('do not insert over an existing document', async () => {
        await database.put(notes, aNote())
        const again = database.transaction((transaction) =>
          transaction.insert(notes, aNote({ owner: 'chen' })),
        )
        await expect(again).rejects.toThrow(Taken)
        expect(await database.get(notes, 'note:1')).toEqual(aNote())
      })

      test('on one document are serialised without loss', async () => {
        await database.put(notes, aNote({ number: 0 }))
        const increment = () =>
          database.transaction(async (transaction) => {
            const note = (await transaction.get(notes, 'note:1'))!
            await transaction.put(notes, { ...note, number: note.number + 1 })
          })
        await Promise.all(Array.from({ length: 20 }, increment))
        expect((await database.get(notes, 'note:1'))?.number).toBe(20)
      })

      test('that keep conflicting end as busy', async () => {
        await database.put(notes, aNote())
        const losing = database.transaction(async (transaction) => {
          const note = (await transaction.get(notes, 'note:1'))!
          await database.put(notes, { ...note, number: note.number + 1 })
          await transaction.put(notes, { ...note, owner: 'chen' })
        })
        await expect(losing).rejects.toThrow(Busy)
      })
    })
  })
}
