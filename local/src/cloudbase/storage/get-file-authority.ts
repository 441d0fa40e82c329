import { z } from 'zod'
import { action } from '../action'
import { cosFileIdOf, fileList, filePath } from './file-id'

const schema = z.object({ fileList: fileList(z.object({ path: filePath, type: z.string() })) })

/** Every client may do everything: the stack has no security rules. */
export const getFileAuthority = () =>
  action('storage', schema, async ({ fileList: files }) => ({
    data: {
      fileList: files.map((file) => ({
        ...file,
        cosFileId: cosFileIdOf(file.path),
        read: true,
      })),
    },
  }))
