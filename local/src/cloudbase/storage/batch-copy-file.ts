import { z } from 'zod'
import { action } from '../action'
import { fileIdOf, fileList, filePath, NONEXIST } from './file-id'
import type { Files } from './files'

const copy = z.object({
  src_path: filePath,
  dst_path: filePath,
  overwrite: z.boolean().default(true),
  remove_original: z.boolean().default(false),
})

export const batchCopyFile = ({ files }: { files: Files }) =>
  action('storage', z.object({ file_list: fileList(copy) }), async ({ file_list }) => ({
    data: { copy_list: file_list.map((one) => copyFile(files, one)) },
  }))

function copyFile(
  files: Files,
  { dst_path, overwrite, remove_original, src_path }: z.infer<typeof copy>,
) {
  const source = files.get(src_path)
  if (!source) return NONEXIST
  if (!overwrite && files.get(dst_path))
    return { code: 'STORAGE_REQUEST_FAIL', message: 'the target exists' }
  files.put(dst_path, source)
  if (remove_original) files.remove(src_path)
  return { code: 'SUCCESS', fileId: fileIdOf(dst_path) }
}
