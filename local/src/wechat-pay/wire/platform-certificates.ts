import type { DurableFile } from '../../durable-file'
import { openRecords } from '../../records'
import type { PlatformCertificate, WechatPayKeys } from './keys'

/** 平台证书 in use: none, one, or more during a rotation. */
export interface PlatformCertificates {
  /** Newest last. */
  current(): readonly PlatformCertificate[]
  add(certificate: PlatformCertificate): void
  retire(serial: string): void
  /** Restores those of the installation. */
  clear(): void
}

const KEY = 'current'

export function openPlatformCertificates(
  file: DurableFile,
  keys: WechatPayKeys,
): PlatformCertificates {
  const records = openRecords<readonly PlatformCertificate[]>(
    file,
    'wechat-pay.platform-certificates',
  )
  let current = records.get(KEY) ?? keys.platformCertificates

  function keep(certificates: readonly PlatformCertificate[]) {
    current = certificates
    records.put(KEY, certificates)
  }

  return {
    current: () => current,
    add: (certificate) => keep([...current, certificate]),
    retire: (serial) => keep(current.filter((certificate) => certificate.serial !== serial)),
    clear() {
      records.remove(KEY)
      current = keys.platformCertificates
    },
  }
}
