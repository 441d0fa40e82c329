import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFapiaoKeys } from '@palm/local/fapiao/keys'
import { type Installation, makeInstallation } from '@palm/local/installation'
import { type DemoOperatorName, makeDemoKeys } from '../demo/operators'

/** Secrets of one installation of the product on the local stack, and the emulators' keys. */
export interface ProductInstallation {
  readonly providers: Installation
  /** 32 bytes in base64url: the keys of all parts of the sealed credentials are derived from it. */
  readonly credentialsKey: string
  readonly sessionSecret: string
  readonly invitationSecret: string
  /** Keys of the demo's operators, by the part of their names that commands use. */
  readonly operatorKeys: Readonly<Record<DemoOperatorName, string>>
  readonly passphraseSecret: string
  readonly cardSecret: string
  readonly passwordSecret: string
}

/** Reads the installation of a folder, or makes one there, readable by its owner only. */
export async function openProductInstallation(
  dataDir: string | undefined,
  nowMs: number,
): Promise<ProductInstallation> {
  if (dataDir === undefined) return makeProductInstallation(nowMs)
  const path = join(dataDir, 'installation.json')
  const known = readIfThere(path)
  const installation =
    known === null
      ? await makeProductInstallation(nowMs)
      : upToDate(JSON.parse(known) as EarlierInstallation)
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(path, JSON.stringify(installation), { mode: 0o600 })
  return installation
}

/**
 * Made before recharge cards, payment passwords or invoices existed, or before operators were
 * persons.
 */
type EarlierInstallation = Partial<Omit<ProductInstallation, 'providers'>> &
  Omit<
    ProductInstallation,
    'cardSecret' | 'invitationSecret' | 'operatorKeys' | 'passwordSecret' | 'providers'
  > & {
    readonly providers: Omit<Installation, 'fapiao'> & Partial<Pick<Installation, 'fapiao'>>
    readonly operatorSecret?: string
  }

/** Open invitations were hashed with the operators' secret, and stay valid. */
function upToDate({ operatorSecret, ...known }: EarlierInstallation): ProductInstallation {
  return {
    ...known,
    providers: { ...known.providers, fapiao: known.providers.fapiao ?? makeFapiaoKeys() },
    cardSecret: known.cardSecret ?? secret(),
    passwordSecret: known.passwordSecret ?? secret(),
    invitationSecret: known.invitationSecret ?? operatorSecret ?? secret(),
    operatorKeys: { ...makeDemoKeys(), ...known.operatorKeys },
  }
}

async function makeProductInstallation(nowMs: number): Promise<ProductInstallation> {
  return {
    providers: await makeInstallation(nowMs),
    credentialsKey: secret(),
    sessionSecret: secret(),
    invitationSecret: secret(),
    operatorKeys: makeDemoKeys(),
    passphraseSecret: randomBytes(32).toString('hex'),
    cardSecret: secret(),
    passwordSecret: secret(),
  }
}

const secret = () => randomBytes(32).toString('base64url')

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
