import { z } from 'zod'
import { action } from '../action'
import type { StorageLinks } from './storage-links'
import { cosFileIdOf, fileIdOf, filePath } from './file-id'

/** The first half of `uploadFile()`: the address for the bytes. */
export const getUploadMetadata = ({ links }: { links: StorageLinks }) =>
  action('storage', z.object({ path: filePath }), async ({ path }) => {
    const fileId = fileIdOf(path)
    return { data: { ...links.upload(path), token: 'local', fileId, cosFileId: cosFileIdOf(path) } }
  })
