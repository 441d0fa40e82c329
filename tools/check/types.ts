import { join, relative } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import ts from 'typescript'
import { ROOT } from '../root'

/**
 * Type checks of all projects in one process: `npm run check:types`, or with `-- shared client`
 * for those whose path begins so. Each file is read once, and checked in the projects that include
 * it but not in those that only import it: its own project is the stricter one.
 */
const PROJECTS = [
  'shared/tsconfig.json',
  'shared/tsconfig.test.json',
  'client/tsconfig.json',
  'client/tsconfig.test.json',
  'miniprogram/tsconfig.h5.json',
  'miniprogram/tsconfig.weapp.json',
  'miniprogram/tsconfig.alipay.json',
  'cloudfunctions/tsconfig.json',
  'local/tsconfig.json',
  'local/tsconfig.browser.json',
  'tsconfig.json',
]

const FORMAT: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => ROOT,
  getNewLine: () => '\n',
}

/** Parsed files of all projects, which share the options that decide about parsing. */
const files = new Map<string, ts.SourceFile>()

main(argv.slice(2))

function main(prefixes: readonly string[]): void {
  const chosen = PROJECTS.filter(
    (name) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)),
  )
  if (chosen.length === 0) throw new Error(`no project is named ${prefixes.join(' or ')}`)
  const programs = chosen.map((name) => ({ name, ...openProject(name) }))
  const owned = new Set(programs.flatMap(({ roots }) => roots))
  let count = 0
  for (const { name, parsed, roots } of programs) {
    const program = programOf(parsed)
    const found = [...parsed.errors, ...problemsOf(program, roots)]
    stdout.write(ts.formatDiagnostics(found, FORMAT))
    stdout.write(`${name}: ${roots.length} files, ${found.length} problems\n`)
    const strangers = prefixes.length > 0 ? [] : importedOnly(program, owned)
    for (const file of strangers) stdout.write(`${file} is imported, and part of no project\n`)
    count += found.length + strangers.length
  }
  exit(count > 0 ? 1 : 0)
}

function openProject(name: string) {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, name),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.formatDiagnostic(problem, FORMAT))
      },
    },
  )!
  return { parsed, roots: parsed.fileNames }
}

function programOf({ fileNames, options }: ts.ParsedCommandLine): ts.Program {
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) => {
    const known = files.get(name)
    if (known) return known
    const file = read(name, ...rest)
    if (file) files.set(name, file)
    return file
  }
  return ts.createProgram({ rootNames: fileNames, options, host })
}

function problemsOf(program: ts.Program, roots: readonly string[]): readonly ts.Diagnostic[] {
  const own = roots.map((name) => program.getSourceFile(name)!)
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => program.getSyntacticDiagnostics(file)),
    ...own.flatMap((file) => program.getSemanticDiagnostics(file)),
  ]
}

/** Our files that no project checks. Declarations are not checked anywhere (`skipLibCheck`). */
function importedOnly(program: ts.Program, owned: ReadonlySet<string>): readonly string[] {
  return program
    .getSourceFiles()
    .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && /\.tsx?$/.test(fileName))
    .filter(({ fileName }) => fileName.startsWith(ROOT) && !fileName.includes('/node_modules/'))
    .filter(({ fileName }) => !owned.has(fileName))
    .map(({ fileName }) => relative(ROOT, fileName))
}
