/** One check, as a command that exits non-zero on failure. */
export interface CheckStep {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const NODE = process.execPath

const bin = (name: string, path: string, ...args: string[]): CheckStep => ({
  name,
  command: NODE,
  args: [`node_modules/${path}`, ...args],
})

const types = (project: string) => bin(`types ${project}`, 'typescript/bin/tsc', '-p', project)

const run = (name: string, script: string, ...args: string[]): CheckStep => ({
  name,
  command: NODE,
  args: ['--import', 'tsx', script, ...args],
})

const npm = (name: string, ...args: string[]): CheckStep => ({
  name,
  command: process.platform === 'win32' ? 'npm.cmd' : 'npm',
  args,
})

const tool = (name: string, script: string, ...args: string[]) =>
  run(name, `tools/${script}`, ...args)

const tests = (name: string, ...args: string[]) => bin(name, 'jest/bin/jest.js', ...args)

export const STEPS: readonly CheckStep[] = [
  types('shared'),
  types('shared/tsconfig.test.json'),
  types('cloudfunctions'),
  types('local'),
  types('local/tsconfig.browser.json'),
  types('miniprogram/tsconfig.weapp.json'),
  types('miniprogram/tsconfig.alipay.json'),
  types('miniprogram/tsconfig.h5.json'),
  types('tsconfig.json'),
  bin('lint code', 'eslint/bin/eslint.js', '.'),
  bin('lint format', 'prettier/bin/prettier.cjs', '--check', '.'),
  bin(
    'lint imports',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    'shared',
    'cloudfunctions',
    'local',
    'miniprogram',
    'tools',
    'e2e',
    'bench',
  ),
  tool('supply chain', 'check-supply-chain.ts'),
  tool('words', 'check-words.ts'),
  tests('unit', '--selectProjects', 'shared', 'tools', 'miniprogram'),
  tool('build', 'build.ts'),
  tool('size', 'check-size.ts'),
  tool('templates', 'check-templates.ts'),
  tests('contract local', '--selectProjects', 'local'),
  npm('wx-server-sdk', 'run', 'test:wx-server-sdk'),
  run('crash', 'local/test/crash.ts', '--kills', '200'),
  tests('contract functions', '--selectProjects', 'cloudfunctions'),
  tool('attack', 'attack.ts'),
  tests('e2e bundles', '--config', 'e2e/jest.config.js', '--selectProjects', 'bundles'),
  tests('e2e h5', '--config', 'e2e/jest.config.js', '--selectProjects', 'h5'),
]
