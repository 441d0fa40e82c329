/** What the service allows, by where it says so (reference: its documentation, 系统限制). */

/** A query without `limit`. The SDK says 100 of itself; others may not. */
export const QUERY_ROWS_DEFAULT = 100
/** More rows than this are never handed out, whatever is asked. */
export const QUERY_ROWS_MAX = 1000
/** An aggregation without a `$limit` stage, as developers have measured it; see DIFFERENCES.md. */
export const AGGREGATE_ROWS_DEFAULT = 20
/** What an aggregation answers at most, whatever its `$limit` says; measured likewise. */
export const AGGREGATE_ROWS_MAX = 10_000
/** A reply larger than this is an error. */
export const REPLY_BYTES_MAX = 16 * 1024 * 1024
/** MongoDB's bound on a document, in BSON. */
export const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024
/** MongoDB's bound on documents within documents. */
export const DOCUMENT_DEPTH_MAX = 100
/** A transaction that is older is gone. */
export const TRANSACTION_MS_MAX = 30_000
/** Request or reply of a synchronous call of a function, as JSON. */
export const PAYLOAD_BYTES_MAX = 6 * 1024 * 1024
/** Files that one request may name: https://docs.cloudbase.net/storage/copy-file and its siblings. */
export const FILES_PER_REQUEST_MAX = 50
