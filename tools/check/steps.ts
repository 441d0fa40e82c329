/** One check, as a command that exits non-zero on failure. */
export interface CheckStep {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Uses one core: two of these run side by side. Tests bring their own workers. */
  readonly isLight?: true
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

/** Jest leaves one of two cores to others by default; these suites have no time limits to miss. */
const onBothCores = ['--maxWorkers', '2']

const light = (step: CheckStep): CheckStep => ({ ...step, isLight: true })

/** The main job on one kind of build; all other journeys are part of `LONG_STEPS`. */
const mainJourney = (project: 'bundles' | 'h5') =>
  tests(
    `journey ${project}`,
    ...['--config', 'e2e/jest.config.js', '--selectProjects', project],
    ...['--testNamePattern', 'fuel first: scan, amount, pay, show, drive on'],
  )

/** Steps of `npm test`: a verdict in minutes. */
export const QUICK_STEPS: readonly CheckStep[] = [
  ...[
    types('tsconfig.json'),
    types('miniprogram/tsconfig.h5.json'),
    types('shared'),
    types('shared/tsconfig.test.json'),
    types('client'),
    types('client/tsconfig.test.json'),
    types('cloudfunctions'),
    types('local'),
    types('local/tsconfig.browser.json'),
    types('miniprogram/tsconfig.weapp.json'),
    types('miniprogram/tsconfig.alipay.json'),
    bin('lint code', 'eslint/bin/eslint.js', '.'),
    bin('lint format', 'prettier/bin/prettier.cjs', '--check', '.'),
    bin(
      'lint imports',
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['shared', 'client', 'cloudfunctions', 'local', 'miniprogram', 'tools', 'e2e', 'bench'],
    ),
    tool('supply chain', 'check/supply-chain.ts'),
    tool('words', 'check/words.ts'),
  ].map(light),
  tests('unit', ...onBothCores, '--selectProjects', 'shared', 'client', 'tools', 'miniprogram'),
  tool('build', 'build.ts'),
  ...[tool('size', 'check/size.ts'), tool('templates', 'check/templates.ts')].map(light),
  mainJourney('bundles'),
  mainJourney('h5'),
]

/** Steps that `npm run test:all` adds, on the build of the quick steps. */
export const LONG_STEPS: readonly CheckStep[] = [
  tests('contract local', '--selectProjects', 'local'),
  npm('wx-server-sdk', 'run', 'test:wx-server-sdk'),
  run('crash', 'local/test/crash/crash.ts', '--kills', '200'),
  tests('contract functions', ...onBothCores, '--selectProjects', 'cloudfunctions'),
  tool('attack', 'attack.ts'),
  tool('sabotage', 'sabotage.ts', '--sample', '10'),
  tests('e2e bundles', '--config', 'e2e/jest.config.js', '--selectProjects', 'bundles'),
  tests('e2e h5', '--config', 'e2e/jest.config.js', '--selectProjects', 'h5'),
]
