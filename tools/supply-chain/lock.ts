import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../root'

/** One package as pinned by the lock file. */
export interface LockedPackage {
  readonly path: string
  readonly name: string
  readonly version: string
  readonly licence: string | null
  readonly hasIntegrity: boolean
  readonly hasInstallScript: boolean
  /** Not needed on every platform, or not for running the product. */
  readonly isOptional: boolean
}

const lockForm = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      /** Old packages name several in a list. */
      license: z.union([z.string(), z.array(z.string())]).optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      link: z.boolean().optional(),
      optional: z.boolean().optional(),
      peer: z.boolean().optional(),
    }),
  ),
})

/** All packages except our own workspaces. */
export function readLock(file = join(ROOT, 'package-lock.json')): readonly LockedPackage[] {
  const { packages } = lockForm.parse(JSON.parse(readFileSync(file, 'utf8')))
  return Object.entries(packages).flatMap(([path, locked]) => {
    const at = path.lastIndexOf('node_modules/')
    if (at < 0 || locked.link || locked.version === undefined) return []
    return [
      {
        path,
        name: path.slice(at + 'node_modules/'.length),
        version: locked.version,
        licence: licenceOf(locked.license),
        hasIntegrity: locked.integrity !== undefined,
        hasInstallScript: locked.hasInstallScript ?? false,
        isOptional: (locked.optional ?? false) || (locked.peer ?? false),
      },
    ]
  })
}

const licenceOf = (said: string | readonly string[] | undefined): string | null =>
  said === undefined || typeof said === 'string' ? (said ?? null) : said.join(' OR ')
