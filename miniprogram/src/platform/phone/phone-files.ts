import type { ShowFile } from '../ports'

/** The wallets' API, which may be missing in an older one. */
export interface FileApis {
  readonly env?: { readonly USER_DATA_PATH?: string }
  getFileSystemManager?(): {
    writeFile(wanted: {
      filePath: string
      data: string
      encoding: 'base64'
      success: () => void
      fail: () => void
    }): void
  }
  openDocument?(wanted: {
    filePath: string
    fileType: 'pdf' | 'xlsx'
    showMenu: boolean
  }): Promise<unknown>
}

/** Writes the file where the wallet lets an app write, and opens it with the wallet's own viewer. */
export function filesOf({ env, getFileSystemManager, openDocument }: FileApis): ShowFile {
  const folder = env?.USER_DATA_PATH
  return async ({ base64, name }) => {
    if (!folder || !getFileSystemManager || !openDocument) return false
    const filePath = `${folder}/${name}`
    try {
      await new Promise<void>((resolve, reject) => {
        const fail = () => reject(new Error('not written'))
        const wanted = {
          filePath,
          data: base64,
          encoding: 'base64',
          success: resolve,
          fail,
        } as const
        getFileSystemManager().writeFile(wanted)
      })
      await openDocument({
        filePath,
        fileType: name.endsWith('.xlsx') ? 'xlsx' : 'pdf',
        showMenu: true,
      })
      return true
    } catch {
      return false
    }
  }
}
