import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { exit, stdout } from 'node:process'
import { ROOT } from '../root'

/**
 * Download size before the first screen. WeChat allows 2 MB per package; ours has to load on a
 * forecourt with weak signal.
 */
const MAIN_PACKAGE_MAX = 600 * 1024
const SUB_PACKAGE_MAX = 500 * 1024
/** Of the H5 build, compressed: what a browser fetches before it shows its first page. */
const FIRST_SCREEN_MAX = 350 * 1024

interface AppJson {
  readonly subPackages?: readonly { readonly root: string }[]
}

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !NOT_UPLOADED.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))

/** Licences and source maps are not uploaded. */
const NOT_UPLOADED = /\.(map|LICENSE\.txt)$/

/** `filename` in miniprogram/config. */
const LOADED_FIRST = /^(index\.html|css\/styles\.css\.br|js\/(app|shared)\..*\.br)$/

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`

const sizes = [...['weapp', 'alipay'].flatMap((platform) => [...sizesOf(platform)]), firstScreen()]
const tooLarge = sizes.filter(report)
exit(tooLarge.length > 0 ? 1 : 0)

/** Bytes of each package of a build. */
function sizesOf(platform: string): Map<string, number> {
  const dist = join(ROOT, 'miniprogram/dist', platform)
  const { subPackages = [] } = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as AppJson
  const roots = subPackages.map(({ root }) => root.replace(/\/$/, ''))
  const sizes = new Map(['main', ...roots].map((name) => [`${platform} ${name}`, 0]))
  for (const file of files(dist)) {
    const path = relative(dist, file)
    const owner = `${platform} ${roots.find((root) => path.startsWith(`${root}/`)) ?? 'main'}`
    sizes.set(owner, sizes.get(owner)! + statSync(file).size)
  }
  return sizes
}

/** Without the page itself, which is a few kilobytes. */
function firstScreen(): [string, number] {
  const dist = join(ROOT, 'miniprogram/dist/h5')
  const loaded = files(dist).filter((file) => LOADED_FIRST.test(relative(dist, file)))
  return ['h5 first screen', loaded.reduce((sum, file) => sum + statSync(file).size, 0)]
}

function maxOf(name: string): number {
  if (name.startsWith('h5 ')) return FIRST_SCREEN_MAX
  return name.endsWith(' main') ? MAIN_PACKAGE_MAX : SUB_PACKAGE_MAX
}

/** Prints the size of a package; true if it is too large. */
function report([name, bytes]: [string, number]): boolean {
  const max = maxOf(name)
  const verdict = bytes > max || bytes === 0 ? '  TOO LARGE OR MISSING' : ''
  stdout.write(`${name}: ${kilobytes(bytes)} of ${kilobytes(max)}${verdict}\n`)
  return verdict !== ''
}
