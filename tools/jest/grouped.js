const { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
const { dirname, join, relative } = require('node:path')
const { projects } = require('../../jest.config')

/**
 * The same tests, several files to a module registry: loading the SDKs and starting a stack takes
 * longer than most files' tests. A generated file requires its group; every file stays a `describe`
 * of its own, with its own hooks. One file alone runs with the plain configuration.
 */
const ROOT = dirname(dirname(__dirname))
const FILES_PER_GROUP = 8
const GROUPS = join(ROOT, '.cache/test-groups')
const IS_LONG = process.env['PALM_LONG'] === '1'

/** The long run adds long files, and repeats only those whose number of cases it raises. */
const isLong = (file) => file.includes('.long.test.')
const isRaised = (file) => /from '.*\/runs'/.test(readFileSync(file, 'utf8'))
const isWanted = (file) => (IS_LONG ? isLong(file) || isRaised(file) : !isLong(file))

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return testFiles(path)
      return /\.test\.tsx?$/.test(entry.name) ? [path] : []
    })
    .sort()
}

function requireOf(file) {
  const name = relative(ROOT, file)
  return `describe('${name}', () => {
  require(${JSON.stringify(file)})
  afterAll(() => jest.restoreAllMocks())
})
`
}

/** Writes only what differs: two runs may prepare the same groups. */
function writeGroups(folder, files) {
  mkdirSync(folder, { recursive: true })
  const groups = new Map()
  for (let first = 0; first < files.length; first += FILES_PER_GROUP) {
    const group = files.slice(first, first + FILES_PER_GROUP)
    groups.set(`${groups.size}.test.js`, group.map(requireOf).join(''))
  }
  for (const name of readdirSync(folder)) if (!groups.has(name)) rmSync(join(folder, name))
  for (const [name, text] of groups) writeFileSync(join(folder, name), text)
}

function grouped(project) {
  const folder = join(GROUPS, `${project.displayName}${IS_LONG ? '-long' : ''}`)
  const roots = project.roots.map((root) => root.replace('<rootDir>', ROOT))
  writeGroups(folder, roots.flatMap(testFiles).filter(isWanted))
  const inRoot = (path) => path.replace('<rootDir>', ROOT)
  return {
    ...project,
    rootDir: ROOT,
    roots: [folder],
    ...(project.globalSetup ? { globalSetup: inRoot(project.globalSetup) } : {}),
  }
}

module.exports = {
  rootDir: ROOT,
  testTimeout: 60_000,
  projects: projects.map(grouped),
}
