import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { exit, stdout } from 'node:process'
import { ROOT } from './root'

/**
 * What a phone downloads before the first screen. WeChat allows 2 MB a package; ours is to be there
 * on a forecourt with one bar of signal.
 */
const MAIN_PACKAGE_MAX = 800 * 1024
const SUB_PACKAGE_MAX = 500 * 1024

interface AppJson {
  readonly subPackages?: readonly { readonly root: string }[]
}

let tooLarge = 0
for (const platform of ['weapp', 'alipay']) {
  const dist = join(ROOT, 'miniprogram/dist', platform)
  const { subPackages = [] } = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as AppJson
  const roots = subPackages.map(({ root }) => root.replace(/\/$/, ''))
  const sizes = new Map<string, number>([['main', 0], ...roots.map((root) => [root, 0] as const)])
  for (const file of files(dist)) {
    const path = relative(dist, file)
    const owner = roots.find((root) => path.startsWith(`${root}/`)) ?? 'main'
    sizes.set(owner, sizes.get(owner)! + statSync(file).size)
  }
  for (const [name, bytes] of sizes) report(platform, name, bytes)
}
exit(tooLarge > 0 ? 1 : 0)

function report(platform: string, name: string, bytes: number): void {
  const most = name === 'main' ? MAIN_PACKAGE_MAX : SUB_PACKAGE_MAX
  if (bytes > most) tooLarge++
  const verdict = bytes > most ? `  TOO LARGE, at most ${kilobytes(most)}` : ''
  stdout.write(`${platform} ${name}: ${kilobytes(bytes)} of ${kilobytes(most)}${verdict}\n`)
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`

/** Licences and source maps are not uploaded. */
function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(map|LICENSE\.txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
