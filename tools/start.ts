import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { argv, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { FileInUseError } from '@palm/local/durable-file'
import { LOOPBACK, PortTakenError } from '@palm/local/loopback'
import { type BuildName, BUILDS } from './builds'
import { openDemo } from './demo/demo'
import { HISTORIAN, openHistoryOf } from './demo/history-of'
import { buildIfStale } from './check/fresh'
import type { RunningStack } from './operator/operator-client'
import { adminUrlOf, type ProductStack, startProductStack } from './operator/product-stack'
import { resetData } from './demo/reset'
import { ROOT } from './root'

/** `npm start`: builds changed sources, starts the whole product, prints one address. */
const DEFAULT_PORT = 8787

const BUILDING: Readonly<Partial<Record<BuildName, string>>> = {
  local: '本地环境',
  functions: '云函数',
  h5: '小程序（网页版）',
}

interface Arguments {
  readonly port: number
  readonly dataDir: string
  readonly reset: boolean
}

void main()

async function main(): Promise<void> {
  const args = readArguments()
  if (args.reset) await resetOrExit(args)
  await buildAll()
  const product = await startOrExit(args)
  writeRunning(args.dataDir, product)
  stopOnSignal(args.dataDir, product)
  await openDemoOnce(args.dataDir, product)
  stdout.write(`\n  掌上加油已经在运行：\n\n    ${product.stack.url}\n\n`)
  stdout.write('  三部手机、现场的码和线上报文都在这一页。按 Ctrl+C 停止，数据会留着。\n\n')
}

/** First of all: data of a running stack is not deleted. */
async function resetOrExit({ dataDir }: Arguments): Promise<void> {
  try {
    await resetData(dataDir)
  } catch (error) {
    if (error instanceof FileInUseError) stopSaying(RUNNING)
    throw error
  }
}

function readArguments(): Arguments {
  try {
    const { values } = parseArgs({
      args: argv.slice(2),
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string', default: join(ROOT, '.palm') },
        reset: { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('port')
    return { port, dataDir: resolve(values.data), reset: values.reset }
  } catch {
    stderr.write('用法：npm start -- [--port 8787] [--reset] [--data 目录]\n')
    exit(2)
  }
}

async function buildAll(): Promise<void> {
  for (const [name, words] of Object.entries(BUILDING)) {
    const startedMs = Date.now()
    const note = setTimeout(() => stdout.write(`  正在构建${words} …\n`), 300)
    const built = await buildIfStale(BUILDS[name as BuildName])
    clearTimeout(note)
    if (built)
      stdout.write(`  ${words}已构建，${((Date.now() - startedMs) / 1000).toFixed(1)} 秒\n`)
  }
}

async function startOrExit({ dataDir, port }: Arguments): Promise<ProductStack> {
  if (await isTaken(port)) stopSaying(portTaken(port))
  try {
    return await startProductStack({ dataDir, port })
  } catch (error) {
    if (error instanceof PortTakenError) stopSaying(portTaken(port))
    if (error instanceof FileInUseError) stopSaying(dataInUse(port))
    throw error
  }
}

/** Checked first, so that a second start reports the port instead of the data lock. */
function isTaken(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(true))
    probe.listen(port, LOOPBACK, () => probe.close(() => resolve(false)))
  })
}

function stopSaying(words: string): never {
  stderr.write(words)
  exit(1)
}

const portTaken = (port: number) =>
  `端口 ${port} 已经被占用：掌上加油可能已经在运行，打开 http://127.0.0.1:${port} 看看。\n` +
  `换一个端口：npm start -- --port ${port + 1}\n`

const RUNNING =
  '掌上加油正在用这份数据运行，什么都没有删。\n' +
  '先停掉正在运行的那个（在它的终端里按 Ctrl+C），再 npm start -- --reset。\n'

const dataInUse = (port: number) =>
  '掌上加油已经在另一个终端里运行，用的是同一份数据。\n' +
  `另开一份：npm start -- --port ${port} --data .palm/second\n`

/** The first start adds the sample stations and the attendants; later ones find them. */
async function openDemoOnce(dataDir: string, { installation, stack }: ProductStack): Promise<void> {
  const done = join(dataDir, 'demo-opened')
  if (existsSync(done)) return
  await openDemo({ origin: stack.url, operatorKey: installation.operatorKeys.local })
  await openHistoryOf(HISTORIAN, stack)
  writeFileSync(done, '')
}

/** Other commands find the running product by this. */
function writeRunning(dataDir: string, { stack }: ProductStack): void {
  const running: RunningStack = { url: stack.url, adminUrl: adminUrlOf(stack) }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(join(dataDir, 'running.json'), JSON.stringify(running))
}

function stopOnSignal(dataDir: string, { stack }: ProductStack): void {
  const stop = () => {
    rmSync(join(dataDir, 'running.json'), { force: true })
    void stack.close().finally(() => exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}
