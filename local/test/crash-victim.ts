/* eslint-disable no-console -- tells whoever started it where it listens */
import { parseDeployment } from '../src/deployment'
import { startStack } from '../src/stack'

/** A stack in a process of its own, to be killed: `crash-victim.ts DATA_DIR`. */
async function live(dataDir: string): Promise<void> {
  const stack = await startStack({
    dataDir,
    deployment: parseDeployment({
      collections: {
        accounts: {},
        journal: { indexes: [{ name: 'transfer', keys: { transfer: 1, side: 1 }, unique: true }] },
      },
    }),
    bundlesDir: dataDir,
  })
  console.log(JSON.stringify(stack.urls))
}

void live(String(process.argv[2]))
