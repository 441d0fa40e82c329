import { z } from 'zod'
import { action } from '../action'
import { fileList, NONEXIST, pathOf } from './file-id'
import type { Files } from './files'
import type { StorageLinks } from './storage-links'

/** Default lifetime of a link. */
const LINK_SECONDS_DEFAULT = 7200

const schema = z.object({
  file_list: fileList(z.object({ fileid: z.string(), max_age: z.number().optional() })),
})

/** `getTempFileURL()`, the first step of `downloadFile()`. */
export const batchGetDownloadUrl = ({ files, links }: { files: Files; links: StorageLinks }) =>
  action('storage', schema, async ({ file_list }) => ({
    data: {
      download_list: file_list.map(({ fileid: fileID, max_age = LINK_SECONDS_DEFAULT }) => {
        const path = pathOf(fileID)
        return path !== null && files.get(path)
          ? { code: 'SUCCESS', fileID, tempFileURL: links.download(path, max_age) }
          : { ...NONEXIST, fileID, tempFileURL: '' }
      }),
    },
  }))
