import { flawsOf, type Policy } from './flaws'
import type { LockedPackage } from './lock'

const aPackage = (changes: Partial<LockedPackage> = {}): LockedPackage => ({
  path: 'node_modules/one',
  name: 'one',
  version: '1.2.3',
  licence: 'MIT',
  hasIntegrity: true,
  hasInstallScript: false,
  isOptional: false,
  ...changes,
})

const aPolicy = (changes: Partial<Policy> = {}): Policy => ({
  licences: ['MIT', 'Apache-2.0'],
  withoutLicence: {},
  installScripts: {},
  advisories: [],
  accepted: {},
  ...changes,
})

const advisories = [{ id: 'CVE-1', package: 'one', vulnerable: '<1.3.0' }]

test.each<[string, LockedPackage, Policy]>([
  ['a package with an accepted licence', aPackage(), aPolicy()],
  ['one of two licences', aPackage({ licence: '(GPL-2.0 OR MIT)' }), aPolicy()],
  ['two licences, both accepted', aPackage({ licence: 'MIT AND Apache-2.0' }), aPolicy()],
  ['none, with a reason', aPackage({ licence: null }), aPolicy({ withoutLicence: { one: 'MIT' } })],
  [
    'a reviewed script',
    aPackage({ hasInstallScript: true }),
    aPolicy({ installScripts: { one: 'idle' } }),
  ],
  ['a fixed version', aPackage({ version: '1.3.0' }), aPolicy({ advisories })],
  [
    'an accepted advisory',
    aPackage(),
    aPolicy({ advisories, accepted: { 'CVE-1 one': 'never called' } }),
  ],
])('%s is not a flaw', (_, locked, policy) => {
  expect(flawsOf([locked], policy)).toEqual([])
})

test.each<[string, LockedPackage, Policy]>([
  ['another licence', aPackage({ licence: 'GPL-3.0' }), aPolicy()],
  ['two licences, one unknown', aPackage({ licence: 'MIT AND GPL-3.0' }), aPolicy()],
  ['no licence', aPackage({ licence: null }), aPolicy()],
  ['no hash', aPackage({ hasIntegrity: false }), aPolicy()],
  ['a new install script', aPackage({ hasInstallScript: true }), aPolicy()],
  ['an advisory', aPackage(), aPolicy({ advisories })],
  ['an unused exception', aPackage(), aPolicy({ installScripts: { two: 'idle' } })],
])('%s is a flaw', (_, locked, policy) => {
  expect(flawsOf([locked], policy)).toHaveLength(1)
})
