// Runs a TypeScript tool on a machine with only Node and npm: installs missing packages first.
// Plain JavaScript, because no compiler is installed before that.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [script, ...args] = process.argv.slice(2)

requireNode(20, 11)
installIfStale()
run()

function requireNode(major, minor) {
  const [have, haveMinor] = process.versions.node.split('.').map(Number)
  if (have > major || (have === major && haveMinor >= minor)) return
  fail(`Node ${major}.${minor} 或更新的版本才能运行，这里是 ${process.version}。`)
}

/**
 * Makes the folder match the lock file exactly; a stamp records its version. No package runs an
 * install script.
 */
function installIfStale() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).digest('hex')
  const stamp = join(root, 'node_modules/.palm-installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('正在安装依赖，第一次要一两分钟 …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const installed = spawnSync(npm, ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (installed.status !== 0) fail('依赖没有装好：请看上面的报错，检查网络后再试一次。')
  writeFileSync(stamp, wanted)
}

/** Passes on the terminal, the signals and the exit code. */
function run() {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
