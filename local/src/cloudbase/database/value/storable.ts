import { calculateObjectSize } from 'bson'
import { requestFailed } from '../../cloud-error'
import { DOCUMENT_BYTES_MAX, DOCUMENT_DEPTH_MAX } from '../../limits'
import { type Document, isDocument, KIND, kindOf, typeName } from './bson-value'

/** Throws if MongoDB would refuse to store a document. `text` is the document as extended JSON. */
export function assertStorable(document: Document, text: string): void {
  assertId(document['_id'])
  assertFields(document, '', 1)
  // Extended JSON is rarely much shorter than BSON, and computing the size takes time.
  if (text.length * 2 > DOCUMENT_BYTES_MAX && calculateObjectSize(document) > DOCUMENT_BYTES_MAX)
    throw requestFailed('object to insert too large')
}

function assertId(id: unknown): void {
  const kind = kindOf(id)
  if (kind === KIND.array || kind === KIND.regex)
    throw requestFailed(`The '_id' value cannot be of type ${typeName(id)}`)
}

function assertFields(value: unknown, path: string, depth: number): void {
  if (depth > DOCUMENT_DEPTH_MAX) throw requestFailed('document exceeds the maximum nested depth')
  if (Array.isArray(value)) {
    for (const element of value) assertFields(element, path, depth + 1)
  } else if (isDocument(value)) {
    for (const [field, content] of Object.entries(value)) {
      if (field.startsWith('$'))
        throw requestFailed(
          `The dollar ($) prefixed field '${field}' in '${path}${field}' is not valid for storage`,
        )
      assertFields(content, `${path}${field}.`, depth + 1)
    }
  }
}
