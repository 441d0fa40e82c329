import { satisfies } from 'semver'
import type { LockedPackage } from './lock'

/** Accepted terms for packages. Each exception has its reason. */
export interface Policy {
  readonly licences: readonly string[]
  readonly withoutLicence: Readonly<Record<string, string>>
  readonly installScripts: Readonly<Record<string, string>>
  readonly advisories: readonly Advisory[]
  /** By `<id> <package>`. */
  readonly accepted: Readonly<Record<string, string>>
}

export interface Advisory {
  readonly id: string
  readonly package: string
  /** A range of versions, in npm's notation. */
  readonly vulnerable: string
}

/** All violations of the policy by the lock file, and unused exceptions. */
export function flawsOf(locked: readonly LockedPackage[], policy: Policy): readonly string[] {
  const named = (one: LockedPackage) => `${one.path} ${one.version}`
  const scripts = locked.filter(({ hasInstallScript }) => hasInstallScript)
  const hits = policy.advisories.flatMap((advisory) =>
    locked
      .filter(({ name, version }) => name === advisory.package && isHit(advisory, version))
      .map((one) => ({ key: `${advisory.id} ${advisory.package}`, one })),
  )
  return [
    ...locked
      .filter(({ hasIntegrity }) => !hasIntegrity)
      .map((one) => `${named(one)}: has no integrity hash`),
    ...locked.filter((one) => !isLicensed(one, policy)).map(unlicensed),
    ...scripts
      .filter(({ name }) => !Object.hasOwn(policy.installScripts, name))
      .map((one) => `${named(one)}: has an install script without review`),
    ...hits
      .filter(({ key }) => !Object.hasOwn(policy.accepted, key))
      .map(({ key, one }) => `${named(one)}: ${key}`),
    ...idle(policy.installScripts, new Set(scripts.map(({ name }) => name)), 'install script'),
    ...idle(policy.accepted, new Set(hits.map(({ key }) => key)), 'accepted advisory'),
  ]
}

const isHit = ({ vulnerable }: Advisory, version: string) =>
  satisfies(version, vulnerable, { includePrerelease: true })

const unlicensed = ({ licence, path, version }: LockedPackage) =>
  `${path} ${version}: licence ${licence ?? 'unknown'}`

/** `A OR B` needs one of them, `A AND B` both. */
function isLicensed({ licence, name }: LockedPackage, policy: Policy): boolean {
  if (licence === null) return Object.hasOwn(policy.withoutLicence, name)
  const terms = licence.replace(/[()]/g, '').split(/ OR |,/)
  return terms.some((term) => term.split(' AND ').every((one) => isAllowed(one.trim(), policy)))
}

const isAllowed = (licence: string, { licences }: Policy) =>
  licences.includes(licence === 'Apache2' ? 'Apache-2.0' : licence)

const idle = (listed: object, used: ReadonlySet<string>, what: string) =>
  Object.keys(listed)
    .filter((key) => !used.has(key))
    .map((key) => `${key}: the exception for its ${what} is no longer needed`)
