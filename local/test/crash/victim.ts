/* eslint-disable no-console -- the process that starts it reads its output */
import { startStack } from '../../src/stack'
import { CRASH_DEPLOYMENT } from './load'

/** A stack in its own process, to be killed: `crash-victim.js DATA_DIR`. */
async function live(dataDir: string): Promise<void> {
  const stack = await startStack({ dataDir, deployment: CRASH_DEPLOYMENT, bundlesDir: dataDir })
  console.log(JSON.stringify(stack.urls))
}

void live(String(process.argv[2]))
