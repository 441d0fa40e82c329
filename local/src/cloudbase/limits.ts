/** Limits of the service, with their source (its documentation, 系统限制). */

/** A query without `limit`. The SDK sends 100; other clients may not. */
export const QUERY_ROWS_DEFAULT = 100
/** Maximum number of rows returned, whatever the request. */
export const QUERY_ROWS_MAX = 1000
/** An aggregation without a `$limit` stage, as developers have measured it; see DIFFERENCES.md. */
export const AGGREGATE_ROWS_DEFAULT = 20
/** Maximum rows of an aggregation, whatever its `$limit` says; measured likewise. */
export const AGGREGATE_ROWS_MAX = 10_000
/** A reply larger than this is an error. */
export const REPLY_BYTES_MAX = 16 * 1024 * 1024
/** MongoDB's maximum size of a document, in BSON. */
export const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024
/** MongoDB's maximum nesting depth. */
export const DOCUMENT_DEPTH_MAX = 100
/** Lifetime of a transaction. */
export const TRANSACTION_MS_MAX = 30_000
/** Maximum request or reply of a synchronous function call, as JSON. */
export const PAYLOAD_BYTES_MAX = 6 * 1024 * 1024
/** Files that one request may name: https://docs.cloudbase.net/storage/copy-file and its siblings. */
export const FILES_PER_REQUEST_MAX = 50
