import fc from 'fast-check'

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

const CODES = ['numberInt', 'numberLong', 'numberDouble', 'date', 'oid', 'regularExpression']
const QUERY = [
  ...['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'all', 'elemMatch', 'exists', 'size'],
  ...['mod', 'not', 'and', 'or', 'nor', 'expr', 'regex', 'type', 'nearSphere', 'geoWithin'],
  ...['geoIntersects', 'geometry', 'maxDistance', 'centerSphere', 'jsonSchema', 'text', 'where'],
]
const UPDATE = [
  ...['set', 'unset', 'inc', 'mul', 'min', 'max', 'push', 'pull', 'pullAll', 'pop', 'addToSet'],
  ...['rename', 'bit', 'each', 'position', 'slice', 'sort', 'setOnInsert', 'currentDate'],
]
const STAGES = [
  ...['match', 'group', 'project', 'sort', 'limit', 'skip', 'unwind', 'lookup', 'count', 'bucket'],
  ...['bucketAuto', 'addFields', 'replaceRoot', 'sample', 'sortByCount', 'geoNear', 'out', 'facet'],
]
const EXPRESSIONS = [
  ...[
    'add',
    'divide',
    'concat',
    'cond',
    'switch',
    'filter',
    'map',
    'reduce',
    'range',
    'let',
    'zip',
  ],
  ...['dateToString', 'dateFromParts', 'substr', 'split', 'sum', 'avg', 'first', 'indexOfArray'],
  ...['arrayToObject', 'objectToArray', 'mergeObjects', 'slice', 'ln', 'log', 'pow', 'literal'],
]
const FIELDS = ['_id', 'a', 'b.c', 'a.0', 'a.$', 'a.$[]', 'place', '', '.', '__proto__', '$']

const operator = fc
  .constantFrom(...CODES, ...QUERY, ...UPDATE, ...EXPRESSIONS)
  .map((name) => `$${name}`)
const field = fc.oneof(fc.constantFrom(...FIELDS), fc.string({ maxLength: 5 }))

/** JSON in which every object may use the database's operators. */
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('$a', '$$ROOT', '$b.c', 'things', 1, 0, -1, 1e9, 0.5, null, true),
    fc.string({ maxLength: 8 }),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(operator, tie('value'), { maxKeys: 2 }),
    fc.dictionary(field, tie('value'), { maxKeys: 3 }),
  ),
})).value

const text = fc.oneof(
  { weight: 8, arbitrary: value.map((any) => JSON.stringify(any)) },
  { weight: 1, arbitrary: fc.string() },
)
const document = fc.dictionary(fc.oneof(field, operator), value, { maxKeys: 3 })
const documentText = fc.oneof(
  { weight: 4, arbitrary: document.map((any) => JSON.stringify(any)) },
  { weight: 1, arbitrary: text },
)
const updateText = fc.dictionary(
  fc.constantFrom(...UPDATE).map((name) => `$${name}`),
  document,
  { maxKeys: 2 },
)
const stage = fc.record({
  stageKey: fc.constantFrom(...STAGES, 'nonsense').map((name) => `$${name}`),
  stageValue: text,
})

/** Usually a plausible value of a field, sometimes any value. */
const oftenly = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: value })

const ACTIONS = [
  ...['addCollection', 'insertDocument', 'getDocument', 'calculateDocument', 'modifyDocument'],
  ...['modifyAndReturnDoc', 'removeDocument', 'aggregateDocuments', 'startTransaction'],
  ...['commitTransaction', 'abortTransaction'],
].map((name) => `database.${name}`)
const OTHERS = [
  ...['functions.invokeFunction', 'storage.getUploadMetadata', 'storage.batchGetDownloadUrl'],
  ...['storage.batchDeleteFile', 'storage.batchCopyFile', 'storage.getFileAuthority'],
  ...['auth.getUserInfoForAdmin', 'nonsense', 'constructor', '__proto__'],
]

const params = fc.record(
  {
    action: oftenly(fc.constantFrom(...ACTIONS, ...ACTIONS, ...OTHERS)),
    collectionName: oftenly(fc.constantFrom('things', 'nowhere')),
    transactionId: fc.oneof(
      { weight: 1, arbitrary: text },
      { weight: 9, arbitrary: fc.constant(undefined) },
    ),
    queryType: oftenly(fc.constantFrom('DOC', 'WHERE')),
    query: oftenly(documentText),
    data: oftenly(
      fc.oneof(
        updateText.map((any) => JSON.stringify(any)),
        documentText,
        fc.array(documentText, { maxLength: 3 }),
      ),
    ),
    order: oftenly(documentText),
    projection: oftenly(documentText),
    offset: oftenly(fc.nat(5)),
    limit: oftenly(fc.nat(5)),
    multi: oftenly(fc.boolean()),
    merge: oftenly(fc.boolean()),
    upsert: oftenly(fc.boolean()),
    stages: oftenly(fc.array(stage, { maxLength: 3 })),
    function_name: oftenly(fc.constantFrom('echo', 'nowhere')),
    request_data: oftenly(text),
    path: value,
    file_list: value,
    fileid_list: value,
    fileList: value,
    tcb_sessionToken: value,
  },
  { requiredKeys: ['action'] },
)

const json = { 'content-type': 'application/json' }
const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS')
const anyType = fc.constantFrom(
  ...['application/json', 'text/plain', 'application/xml', 'multipart/form-data', 'x', '*/*', ''],
)
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))
const brokenJson = fc
  .tuple(params, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([any, part]) => {
    const whole = JSON.stringify(any)
    return whole.slice(0, Math.floor(whole.length * part))
  })
const deep = fc.nat(20_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth))

/** To `POST /admin`: mostly plausible requests, sometimes invalid JSON. */
export const adminRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(
  {
    weight: 12,
    arbitrary: params.map((any) => ({
      method: 'POST',
      path: '/admin',
      headers: json,
      body: JSON.stringify(any),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.oneof(brokenJson, deep, text, bytes).chain((body) =>
      anyType.map((type) => ({
        method: 'POST',
        path: '/admin',
        headers: { 'content-type': type },
        body,
      })),
    ),
  },
)

const pathPart = fc.oneof(
  fc.string({ maxLength: 10 }).map((part) => encodeURIComponent(part)),
  fc.constantFrom('..', '.', '%', '%zz', '%00', '%E4%BD', 'a//b', '?', '?a=%zz&a=1&&='),
)

/** To a function that echoes its input. */
export const webRequest: fc.Arbitrary<FuzzRequest> = fc
  .record({
    method,
    type: anyType,
    part: pathPart,
    origin: fc.constantFrom('', 'http://a.example', 'null', '%'),
    body: fc.oneof(
      bytes,
      text,
      fc
        .record(
          {
            statusCode: fc.oneof(fc.integer(), fc.constantFrom(200, 204, 304, 500, 0.5), value),
            headers: fc.oneof(document, value),
            body: value,
            isBase64Encoded: value,
          },
          { requiredKeys: ['statusCode'] },
        )
        .map((any) => JSON.stringify(any)),
    ),
  })
  .map(({ body, method, origin, part, type }) => ({
    method,
    path: `/echo/${part}`,
    headers: { 'content-type': type, origin },
    body: method === 'GET' ? '' : body,
  }))

/** To the storage routes, without permission. */
export const storageRequest: fc.Arbitrary<FuzzRequest> = fc
  .record({
    method: fc.oneof(fc.constantFrom('GET', 'PUT'), method),
    type: anyType,
    part: pathPart,
    authorization: fc.oneof(fc.constantFrom('', 'x'.repeat(64)), fc.base64String()),
    query: fc.oneof(
      fc.constantFrom('', '?sign=', '?t=1', '?sign=a&sign=b', '?t=9e99&sign=x', '?sign[]=1&t=NaN'),
      fc.webQueryParameters().map((query) => `?${query}`),
    ),
    body: bytes,
  })
  .map(({ authorization, body, method, part, query, type }) => ({
    method,
    path: `/storage/${part}${part.includes('?') ? '' : query}`,
    headers: { 'content-type': type, authorization },
    body: method === 'GET' ? '' : body,
  }))
