import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../clock'

/** Signed addresses of files, valid for a time by the stack's clock. */
export interface StorageLinks {
  upload(path: string): { url: string; authorization: string }
  download(path: string, forSeconds: number): string
  isUploadAllowed(path: string, authorization: string | undefined): boolean
  isDownloadAllowed(path: string, query: { sign?: string; t?: string }): boolean
}

export interface StorageLinksOptions {
  readonly clock: Clock
  /** Address where the files are served. */
  readonly baseUrl: () => string
}

export function createStorageLinks({ baseUrl, clock }: StorageLinksOptions): StorageLinks {
  const key = randomBytes(32)
  const sign = (purpose: 'upload' | 'download', path: string, untilMs: number) =>
    createHmac('sha256', key).update(`${purpose}\n${untilMs}\n${path}`).digest('hex')
  const isSigned = (wanted: string, given: string | undefined) =>
    given?.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
  return {
    upload: (path) => ({
      url: `${baseUrl()}/${path.split('/').map(encodeURIComponent).join('/')}`,
      authorization: sign('upload', path, 0),
    }),
    download(path, forSeconds) {
      const untilMs = clock.now() + forSeconds * 1000
      // Not encoded, since the SDK encodes it once more.
      return `${baseUrl()}/${path}?sign=${sign('download', path, untilMs)}&t=${untilMs}`
    },
    isUploadAllowed: (path, authorization) => isSigned(sign('upload', path, 0), authorization),
    isDownloadAllowed: (path, { sign: given, t }) =>
      Number(t) >= clock.now() && isSigned(sign('download', path, Number(t)), given),
  }
}
