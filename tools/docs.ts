import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { orderLifePage } from './docs/order-life'
import { ROOT } from './root'

writeFileSync(join(ROOT, 'docs/order-life.md'), orderLifePage())
