import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_OPERATOR_NAMES } from '../demo/operators'
import { openProductInstallation } from './installation'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palm-installation-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Made before operators were persons. */
const EARLIER = {
  providers: {},
  credentialsKey: 'a',
  sessionSecret: 'b',
  operatorSecret: 'the one that hashed invitations',
  passphraseSecret: 'c',
  cardSecret: 'd',
}

test('an earlier installation keeps its secrets, and gets keys of operators once', async () => {
  writeFileSync(join(folder, 'installation.json'), JSON.stringify(EARLIER))
  const opened = await openProductInstallation(folder, 0)
  const { operatorSecret, ...kept } = EARLIER
  expect(opened).toMatchObject({ ...kept, invitationSecret: operatorSecret })
  expect(Object.keys(opened.operatorKeys)).toEqual(DEMO_OPERATOR_NAMES)
  expect(await openProductInstallation(folder, 0)).toEqual(opened)
  const stored = JSON.parse(readFileSync(join(folder, 'installation.json'), 'utf8')) as object
  expect(stored).not.toHaveProperty('operatorSecret')
})
