import type { Actions } from '../action'
import { batchCopyFile } from './batch-copy-file'
import { batchDeleteFile } from './batch-delete-file'
import { batchGetDownloadUrl } from './batch-get-download-url'
import type { Files } from './files'
import { getFileAuthority } from './get-file-authority'
import { getUploadMetadata } from './get-upload-metadata'
import type { StorageLinks } from './storage-links'

export interface StorageContext {
  readonly files: Files
  readonly links: StorageLinks
}

/** All actions of cloud storage; the bytes themselves take another way (`routes.ts`). */
export const storageActions = (context: StorageContext): Actions => ({
  'storage.getUploadMetadata': getUploadMetadata(context),
  'storage.batchGetDownloadUrl': batchGetDownloadUrl(context),
  'storage.batchDeleteFile': batchDeleteFile(context),
  'storage.batchCopyFile': batchCopyFile(context),
  'storage.getFileAuthority': getFileAuthority(),
})
