import { readFileSync } from 'node:fs'
import { env } from 'node:process'
import { type Installation, makeInstallation } from '@palm/local/installation'
import { NOON } from '@palm/shared/testing/builders/builders'

/** Names the file with the keys of this test run, which the first process makes. */
export const KEYS_FILE = 'PALM_TEST_KEYS'

let made: Promise<Installation> | undefined

/** The providers' keys: of this test run, or made here if there is none. */
export const installation = (): Promise<Installation> => (made ??= read() ?? makeInstallation(NOON))

function read(): Promise<Installation> | undefined {
  const file = env[KEYS_FILE]
  return file === undefined
    ? undefined
    : Promise.resolve(JSON.parse(readFileSync(file, 'utf8')) as Installation)
}
