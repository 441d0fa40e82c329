/** Limits of the service, with their source (its documentation, 系统限制). */

/** A query without `limit`. The SDK sends 100; other clients may not. */
export const QUERY_ROWS_DEFAULT = 100
/** Maximum number of rows returned, whatever the request. */
export const QUERY_ROWS_MAX = 1000
/** Maximum size of a reply. */
export const REPLY_BYTES_MAX = 16 * 1024 * 1024
/** MongoDB's maximum size of a document, in BSON. */
export const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024
/** MongoDB's maximum nesting depth. */
export const DOCUMENT_DEPTH_MAX = 100
/** Lifetime of a transaction. */
export const TRANSACTION_MS_MAX = 30_000
/** Maximum request or reply of a synchronous function call, as JSON. */
export const PAYLOAD_BYTES_MAX = 6 * 1024 * 1024
