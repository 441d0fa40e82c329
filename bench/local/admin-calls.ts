import { connectAdmin } from '../../local/test/cloudbase/admin-client'

/** One caller on its own connection, using the SDK's protocol without the SDK. */
export interface Caller {
  get(collection: string, id: string): Promise<void>
  /** Rows of one member, newest first: served by the index. */
  find(collection: string, memberId: string): Promise<number>
  /** The nearest ten to a place. */
  findNear(collection: string, place: object): Promise<number>
  /** Reads a document and writes it back changed; false after a conflict. */
  readModifyWrite(collection: string, id: string): Promise<boolean>
  close(): void
}

export const NEAREST = 10

export async function connectCaller(cloudbaseUrl: string): Promise<Caller> {
  const client = await connectAdmin(cloudbaseUrl)

  async function send(action: string, params: object) {
    const reply = await client.send(action, params)
    if (reply.code !== undefined && reply.code !== CONFLICT) throw new Error(reply.code)
    return reply
  }

  const byId = (collectionName: string, id: string) => ({
    collectionName,
    queryType: 'DOC',
    query: JSON.stringify({ _id: id }),
  })

  async function get(collection: string, id: string, transactionId?: string): Promise<void> {
    const asked = { ...byId(collection, id), multi: false, transactionId }
    const { data } = await send('database.getDocument', asked)
    if (data?.list?.length !== 1) throw new Error(`${id} is not there`)
  }

  return {
    get,
    async find(collectionName, memberId) {
      const query = JSON.stringify({ memberId })
      const order = JSON.stringify({ createdAtMs: -1 })
      const asked = { collectionName, queryType: 'WHERE', query, order, limit: 20 }
      return (await send('database.getDocument', asked)).data?.list?.length ?? 0
    },
    async findNear(collectionName, $geometry) {
      const query = JSON.stringify({ at: { $nearSphere: { $geometry } } })
      const asked = { collectionName, queryType: 'WHERE', query, limit: NEAREST }
      return (await send('database.getDocument', asked)).data?.list?.length ?? 0
    },
    async readModifyWrite(collection, id) {
      const { transactionId } = await send('database.startTransaction', {})
      await get(collection, id, transactionId)
      const data = JSON.stringify({ $inc: { version: 1 } })
      const change = { ...byId(collection, id), data, multi: false, merge: true, transactionId }
      const { code } = await send('database.modifyDocument', change)
      if (code === CONFLICT) return false
      await send('database.commitTransaction', { transactionId })
      return true
    },
    close: client.close,
  }
}

const CONFLICT = 'DATABASE_TRANSACTION_CONFLICT'
