import type { OpenWorkbook } from '../ports'
import { taroApis } from '../taro-apis'

/** WeChat's viewer, whose menu keeps the file or sends it to a chat. */
export const openWorkbook: OpenWorkbook | null = async ({ base64, name }) => {
  const { env, getFileSystemManager, openDocument } = taroApis
  const folder = env?.USER_DATA_PATH
  if (!folder || !getFileSystemManager || !openDocument) return false
  const filePath = `${folder}/${name}`
  try {
    getFileSystemManager().writeFileSync(filePath, base64, 'base64')
    await openDocument({ filePath, fileType: 'xlsx', showMenu: true })
    return true
  } catch {
    return false
  }
}
