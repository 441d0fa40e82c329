import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ENVIRONMENT_ID } from '../functions/identity'
import { FILES_PER_REQUEST_MAX } from '../limits'

const PREFIX = `cloud://${ENVIRONMENT_ID}.6c6f-${ENVIRONMENT_ID}-1250000000/`

export const filePath = z.string().min(1).max(1024)

/** List in a request about several files: no more than the service takes at once. */
export const fileList = <Item extends z.ZodType>(item: Item) =>
  z.array(item).max(FILES_PER_REQUEST_MAX)

/** How the service names a file to its clients. */
export const fileIdOf = (path: string) => `${PREFIX}${path}`

/** A file's id for the object store: it travels in a header, so it is ASCII whatever the path. */
export const cosFileIdOf = (path: string) => createHash('sha256').update(path).digest('hex')

/** The path of one of our files; `null` for any other. */
export const pathOf = (fileId: string) =>
  fileId.startsWith(PREFIX) ? fileId.slice(PREFIX.length) : null

/** Answer for a missing file in lists. */
export const NONEXIST = { code: 'STORAGE_FILE_NONEXIST', message: 'storage file not exists' }
