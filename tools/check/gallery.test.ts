import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root'

const COMPONENTS = join(ROOT, 'miniprogram/src/components')
const GALLERY = join(ROOT, 'miniprogram/src/packages/gallery/gallery')

const components = readdirSync(COMPONENTS, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.tsx'))
const samples = readdirSync(GALLERY)
  .filter((name) => name.endsWith('-samples.tsx'))
  .map((name) => readFileSync(join(GALLERY, name), 'utf8'))
  .join('')

/** A component that nobody sees in all its states is seen by drivers first. */
test.each(components)('%s has a sample in the gallery', (file) => {
  const path = file.replace('.tsx', '')
  expect(samples).toContain(`components/${path}'`)
  expect(samples).toContain(`of='${path.split('/').pop()}'`)
})
