import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { buildFunctions } from './build-functions'
import { type Build, buildIfStale } from './check/fresh'
import { ROOT } from './root'

const run = promisify(execFile)

const APP_SOURCES = [
  'miniprogram/src',
  'miniprogram/config',
  'miniprogram/babel.config.js',
  'miniprogram/package.json',
  'client/src',
  'shared/src',
  'package-lock.json',
]

/** All builds. Each runs only if its sources have changed. */
export const BUILDS = {
  functions: {
    name: 'functions',
    inputs: ['cloudfunctions', 'shared/src', 'tools/build-functions.ts', 'package-lock.json'],
    output: 'cloudfunctions/dist/order/index.js',
    run: buildFunctions,
  },
  local: {
    name: 'local',
    inputs: ['local/src', 'local/package.json', 'package-lock.json'],
    output: 'local/dist',
    run: () => npmRun('@palm/local', 'build'),
  },
  weapp: taro('weapp', 'app.json'),
  alipay: taro('alipay', 'app.json'),
  h5: taro('h5', 'index.html'),
} as const satisfies Readonly<Record<string, Build>>

export type BuildName = keyof typeof BUILDS

/** For tools that run built files. */
export async function bringUpToDate(...names: BuildName[]): Promise<void> {
  for (const name of names) await buildIfStale(BUILDS[name])
}

function taro(platform: string, file: string): Build {
  return {
    name: platform,
    inputs: APP_SOURCES,
    output: `miniprogram/dist/${platform}/${file}`,
    run: () => npmRun('@palm/miniprogram', `build:${platform}`),
  }
}

/** Builds and their children make no network connections: see the file. */
const NO_NETWORK = `--import=${pathToFileURL(join(ROOT, 'tools/check/no-network.mjs')).href}`

/** An error includes the tool's output; a successful build prints nothing. */
async function npmRun(workspace: string, script: string): Promise<void> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const options = {
    cwd: join(ROOT),
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: NO_NETWORK },
  }
  await run(npm, ['run', script, '-w', workspace], options).catch((error: unknown) => {
    const { stderr, stdout } = error as { stdout: string; stderr: string }
    throw new Error(`${script} failed\n${stdout}\n${stderr}`)
  })
}
