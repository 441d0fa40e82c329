import { z } from 'zod'
import { action } from '../action'
import { cosFileIdOf, filePath } from './file-id'

const schema = z.object({ fileList: z.array(z.object({ path: filePath, type: z.string() })) })

/** Every client may do everything: the stack has no security rules. */
export const getFileAuthority = () =>
  action('storage', schema, async ({ fileList }) => ({
    data: {
      fileList: fileList.map((file) => ({
        ...file,
        cosFileId: cosFileIdOf(file.path),
        read: true,
      })),
    },
  }))
