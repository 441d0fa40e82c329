import { code, runTransaction, type Transaction, useDatabase } from './session'
import type { OpenDatabase } from './subject'

export function describeTransactions(open: OpenDatabase): void {
  describe('transactions', () => {
    const database = useDatabase(open, 'contract_documents', 'contract_unique')
    const documents = () => database().collection('contract_documents')

    const begin = () => database().startTransaction()
    const at = (transaction: Transaction, id: string) =>
      transaction.collection('contract_documents').doc(id)
    const stored = async (id: string) => ((await documents().doc(id).get()).data as unknown[])[0]

    const conflict = code('DATABASE_TRANSACTION_CONFLICT')
    const gone = code('DATABASE_TRANSACTION_FAIL')

    test('refuse everything once committed', async () => {
      const transaction = await begin()
      await transaction.commit()
      await expect(at(transaction, 'a').get()).rejects.toEqual(gone)
      await expect(transaction.commit()).rejects.toEqual(gone)
      await expect(transaction.rollback()).rejects.toEqual(gone)
    })

    test('refuse the second writer of a document immediately, and are ended', async () => {
      await documents().add({ _id: 'a', n: 0 })
      const [first, second] = [await begin(), await begin()]
      await at(first, 'a').update({ n: 1 })
      await expect(at(second, 'a').update({ n: 2 })).rejects.toEqual(conflict)
      await expect(second.commit()).rejects.toEqual(gone)
      await first.commit()
      expect(await stored('a')).toEqual({ _id: 'a', n: 1 })
    })

    test('refuse to write a document changed since their first read', async () => {
      await documents().add([{ _id: 'a', n: 0 }, { _id: 'b' }])
      const transaction = await begin()
      await at(transaction, 'b').get()
      await documents().doc('a').update({ n: 1 })
      await expect(at(transaction, 'a').update({ n: 2 })).rejects.toEqual(conflict)
    })

    test('refuse to insert an id inserted since their first read', async () => {
      const transaction = await begin()
      await at(transaction, 'a').get()
      await documents().add({ _id: 'a' })
      await expect(at(transaction, 'a').set({ n: 1 })).rejects.toEqual(conflict)
    })

    test('refuse the same key of a unique index twice, also uncommitted', async () => {
      const codes = (transaction: Transaction) => transaction.collection('contract_unique')
      const [first, second] = [await begin(), await begin()]
      await codes(first).add({ _id: 'a', code: 'x' })
      await expect(codes(second).add({ _id: 'b', code: 'x' })).rejects.toEqual(conflict)
      const third = await begin()
      await first.commit()
      await expect(codes(third).add({ _id: 'b', code: 'x' })).rejects.toEqual(
        code('DATABASE_REQUEST_FAILED'),
      )
    })

    test('may write a document changed before their first read', async () => {
      await documents().add({ _id: 'a', n: 0 })
      const transaction = await begin()
      await documents().doc('a').update({ n: 1 })
      await at(transaction, 'a').update({ n: database().command.inc(1) })
      await transaction.commit()
      expect(await stored('a')).toEqual({ _id: 'a', n: 2 })
    })

    test('read one snapshot, and their own writes', async () => {
      await documents().add([
        { _id: 'a', n: 1 },
        { _id: 'b', n: 1 },
        { _id: 'c', n: 1 },
      ])
      const transaction = await begin()
      expect((await at(transaction, 'a').get()).data).toEqual({ _id: 'a', n: 1 })
      await documents().doc('a').update({ n: 9 })
      await documents().doc('b').remove()
      await documents().add({ _id: 'd', n: 1 })
      await at(transaction, 'c').update({ n: 3 })
      await transaction.collection('contract_documents').add({ _id: 'e', n: 1 })

      expect((await at(transaction, 'a').get()).data).toEqual({ _id: 'a', n: 1 })
      expect((await at(transaction, 'd').get()).data).toBeNull()
      const { data } = await transaction.collection('contract_documents').where({ n: 1 }).get()
      expect((data as { _id: string }[]).map(({ _id }) => _id).sort()).toEqual(['a', 'b', 'e'])
      await transaction.rollback()
    })

    test('show nothing to others until they commit', async () => {
      await documents().add({ _id: 'a', n: 1 })
      const transaction = await begin()
      await at(transaction, 'a').update({ n: 2 })
      await at(transaction, 'b').set({ n: 1 })
      expect(await stored('a')).toEqual({ _id: 'a', n: 1 })
      expect(await stored('b')).toBeUndefined()
      await transaction.commit()
      expect(await stored('a')).toEqual({ _id: 'a', n: 2 })
      expect(await stored('b')).toEqual({ _id: 'b', n: 1 })
    })

    test('leave nothing when rolled back', async () => {
      await documents().add({ _id: 'a', n: 1 })
      const transaction = await begin()
      await at(transaction, 'a').remove()
      await at(transaction, 'b').create({ n: 1 })
      await transaction.rollback()
      expect(await stored('a')).toEqual({ _id: 'a', n: 1 })
      expect(await stored('b')).toBeUndefined()
    })

    test('make ordinary writers wait for their documents', async () => {
      const _ = database().command
      await documents().add([
        { _id: 'a', n: 0 },
        { _id: 'b', n: 0 },
      ])
      const transaction = await begin()
      await at(transaction, 'a').update({ n: 10 })
      const done: string[] = []
      const waiting = documents()
        .doc('a')
        .update({ n: _.inc(1) })
        .then(() => done.push('waited'))
      await documents().doc('b').update({ n: 1 })
      done.push('others go on')
      await transaction.commit()
      await waiting
      expect(done).toEqual(['others go on', 'waited'])
      expect(await stored('a')).toEqual({ _id: 'a', n: 11 })
    })

    test('allow write skew, as snapshot isolation does', async () => {
      await documents().add([
        { _id: 'a', onDuty: true },
        { _id: 'b', onDuty: true },
      ])
      const [first, second] = [await begin(), await begin()]
      for (const transaction of [first, second]) {
        await at(transaction, 'a').get()
        await at(transaction, 'b').get()
      }
      await at(first, 'a').update({ onDuty: false })
      await at(second, 'b').update({ onDuty: false })
      await first.commit()
      await second.commit()
      expect((await documents().where({ onDuty: true }).count()).total).toBe(0)
    })

    test('are retried by the SDK after a conflict, four times at most', async () => {
      await documents().add({ _id: 'a', n: 0 })
      const holder = await begin()
      await at(holder, 'a').update({ n: 1 })
      let attempts = 0
      const run = runTransaction(database(), async (transaction) => {
        attempts++
        await at(transaction, 'a').update({ n: 2 })
      })
      await expect(run).rejects.toEqual(conflict)
      expect(attempts).toBe(4)
      await holder.rollback()
    })

    test('are rolled back by the SDK when their work throws', async () => {
      const failed = runTransaction(database(), async (transaction) => {
        await at(transaction, 'a').set({ n: 1 })
        throw new Error('changed my mind')
      })
      await expect(failed).rejects.toThrow('changed my mind')
      expect(await stored('a')).toBeUndefined()
    })

    test('keep the sum of transfers between accounts constant', async () => {
      const accounts = ['a', 'b', 'c', 'd']
      await documents().add(accounts.map((_id) => ({ _id, n: 100 })))
      const move = async (from: string, to: string): Promise<void> => {
        try {
          await runTransaction(database(), async (transaction) => {
            const read = async (id: string) =>
              ((await at(transaction, id).get()).data as { n: number }).n
            const [a, b] = [await read(from), await read(to)]
            await at(transaction, from).update({ n: a - 1 })
            await at(transaction, to).update({ n: b + 1 })
          })
        } catch (error) {
          expect(error).toEqual(conflict)
        }
      }
      await Promise.all(
        Array.from({ length: 24 }, (_, i) =>
          move(accounts[i % 4] as string, accounts[(i + 1 + (i % 3)) % 4] as string),
        ),
      )
      const { data } = await documents().get()
      expect((data as { n: number }[]).reduce((sum, { n }) => sum + n, 0)).toBe(400)
    })
  })
}
