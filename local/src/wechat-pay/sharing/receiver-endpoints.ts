import { ok, refuse } from '../../gateway/result'
import type { Endpoint } from '../context'
import { paramError, parseAs } from '../wire/parse'
import { REFUSALS } from '../wire/refusal'
import { decryptSensitive } from '../wire/sensitive'
import { addReceiverRequest, deleteReceiverRequest, receiverKey } from './receiver'

/** Adding a receiver again succeeds and changes nothing. */
export const addReceiver: Endpoint = {
  operation: 'receiver-add',
  method: 'POST',
  path: '/v3/profitsharing/receivers/add',
  answer({ books, keys }, { body, namedKey }) {
    const request = parseAs(addReceiverRequest, body, 'body')
    if (!request.ok) return request
    const { account, custom_relation, name, relation_type, type } = request.value
    if (request.value.appid !== keys.appId) return refuse(REFUSALS.appidMismatch)
    if (name !== undefined && !(namedKey && decryptSensitive(namedKey.privateKey, name))) {
      return refuse(paramError('body', ['name'], name, '解密失败'))
    }
    const key = receiverKey({ type, account })
    const known = books.receivers.get(key)
    const receiver = known ?? {
      type,
      account,
      relationType: relation_type,
      ...(custom_relation === undefined ? {} : { customRelation: custom_relation }),
    }
    books.receivers.put(key, receiver)
    const { customRelation, relationType } = receiver
    const told = {
      type,
      account,
      ...(name === undefined ? {} : { name }),
      relation_type: relationType,
      ...(customRelation === undefined ? {} : { custom_relation: customRelation }),
    }
    return ok({ body: told, note: `接收方 ${account}` })
  },
}

export const deleteReceiver: Endpoint = {
  operation: 'receiver-delete',
  method: 'POST',
  path: '/v3/profitsharing/receivers/delete',
  answer({ books, keys }, { body }) {
    const request = parseAs(deleteReceiverRequest, body, 'body')
    if (!request.ok) return request
    const { account, appid, type } = request.value
    if (appid !== keys.appId) return refuse(REFUSALS.appidMismatch)
    const key = receiverKey({ type, account })
    if (!books.receivers.get(key)) return refuse(REFUSALS.noRelation)
    books.receivers.remove(key)
    return ok({ body: { type, account }, note: `不再是接收方 ${account}` })
  },
}
