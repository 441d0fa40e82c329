import type { CloudBase } from '@cloudbase/node-sdk'

/** CloudBase's document database through the real SDK: an emulator's, or the real one. */
export interface DatabaseUnderTest {
  readonly app: CloudBase
  close(): Promise<void>
}

export type OpenDatabase = () => Promise<DatabaseUnderTest>
