import { z } from 'zod'
import { action } from '../action'
import { fileList, NONEXIST, pathOf } from './file-id'
import type { Files } from './files'

export const batchDeleteFile = ({ files }: { files: Files }) =>
  action('storage', z.object({ fileid_list: fileList(z.string()) }), async ({ fileid_list }) => ({
    data: {
      delete_list: fileid_list.map((fileID) => {
        const path = pathOf(fileID)
        const isRemoved = path !== null && files.remove(path)
        return isRemoved ? { code: 'SUCCESS', fileID } : { ...NONEXIST, fileID }
      }),
    },
  }))
