/**
 * One check, as a command that exits non-zero on failure. Each uses about one core, test runs too:
 * two of these side by side are faster than one with two workers, which wait for their last file.
 */
export interface CheckStep {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Steps that have to pass first, if they are part of the run. */
  readonly after?: readonly string[]
  /** Part of a core that it keeps busy. @default 1 */
  readonly cores?: number
}

const NODE = process.execPath

const bin = (name: string, path: string, ...args: string[]): CheckStep => ({
  name,
  command: NODE,
  args: [`node_modules/${path}`, ...args],
})

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

const jestRun = (name: string, config: string, ...args: string[]) =>
  bin(name, 'jest/bin/jest.js', '--runInBand', '--config', config, ...args)

const tests = (name: string, ...args: string[]) =>
  jestRun(name, 'tools/jest/grouped.js', '--selectProjects', ...args)

/** Long test files, and all cases of costly properties. */
const longTests = (name: string, ...projects: string[]): CheckStep => ({
  ...tests(name, ...projects),
  env: { PALM_LONG: '1' },
})

/** Half of a journey's time the product waits, for its next look at the server. */
const journeys = (name: string, project: 'bundles' | 'h5', ...args: string[]): CheckStep => ({
  ...jestRun(name, 'e2e/jest.config.js', '--selectProjects', project, ...args),
  cores: 0.5,
})

/** The main job on one kind of build; all other journeys are part of `LONG_STEPS`. */
const mainJourney = (project: 'bundles' | 'h5') =>
  journeys(
    `journey ${project}`,
    project,
    ...['--testNamePattern', 'fuel first: scan, amount, pay, show, drive on'],
  )

const onBuild = (step: CheckStep): CheckStep => ({ ...step, after: ['build'] })

/**
 * Steps of `npm test`: a verdict in minutes. The build and what needs it is the longest chain, so it
 * starts first, with the fast checks beside it.
 */
export const QUICK_STEPS: readonly CheckStep[] = [
  tool('build', 'build.ts'),
  ...[
    tool('size', 'check/size.ts'),
    tool('templates', 'check/templates.ts'),
    mainJourney('bundles'),
    mainJourney('h5'),
  ].map(onBuild),
  bin('lint code', 'eslint/bin/eslint.js', '.'),
  tool('types', 'check/types.ts'),
  tests('contract functions 1', 'cloudfunctions', '--shard', '1/2'),
  tests('contract functions 2', 'cloudfunctions', '--shard', '2/2'),
  tests('contract local', 'local'),
  tests('unit', 'shared', 'client', 'tools', 'miniprogram'),
  // The short ones last: they fill the gap that the long ones leave on one of the cores.
  tool('words', 'check/words.ts'),
  bin(
    'lint imports',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['shared', 'client', 'cloudfunctions', 'local', 'miniprogram', 'tools', 'e2e', 'bench'],
  ),
  tool('supply chain', 'check/supply-chain.ts'),
]

/**
 * Steps that `npm run test:all` adds, on the build of the quick steps; the longest ones first. The
 * format is among them because it guards no behaviour.
 */
export const LONG_STEPS: readonly CheckStep[] = [
  journeys('e2e bundles', 'bundles'),
  tool('attack faults', 'attack.ts', 'faults'),
  journeys('e2e h5', 'h5'),
  tool('sabotage', 'sabotage.ts', '--sample', '10'),
  run('crash', 'local/test/crash/crash.ts', '--kills', '200'),
  longTests('long functions', 'cloudfunctions'),
  longTests('long properties', 'shared', 'local'),
  tool('attack', 'attack.ts', 'callbacks', 'pairs'),
  bin('lint format', 'prettier/bin/prettier.cjs', '--check', '.'),
  npm('wx-server-sdk', 'run', 'test:wx-server-sdk'),
].map(onBuild)
