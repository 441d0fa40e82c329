import { nextStep } from './schedule'
import { type CheckStep, LONG_STEPS, QUICK_STEPS } from './steps'

const aStep = (name: string, ...after: string[]): CheckStep => ({
  ...{ name, command: 'node', args: [] },
  after,
})

const build = aStep('build')
const size = aStep('size', 'build')
const words = aStep('words')

const names = (...all: string[]) => new Set(all)

test.each([
  ['starts the first step', [build, size, words], names(), names(), ['start', 'build']],
  ['passes over one whose need runs', [size, words], names('build'), names(), ['start', 'words']],
  ['passes over one whose need waits', [size, build], names(), names(), ['start', 'build']],
  ['waits for a running need', [size], names('build'), names(), ['wait', undefined]],
  ['starts one whose need has passed', [size, words], names(), names(), ['start', 'size']],
  ['starts one whose need is not part of the run', [size], names(), names(), ['start', 'size']],
  ['skips one whose need failed', [size, words], names(), names('build'), ['skip', 'size']],
  ['ends after the last one', [], names('words'), names(), ['end', undefined]],
])('%s', (_, waiting, running, failed, [what, name]) => {
  const next = nextStep({ waiting, running, failed })
  expect([next.do, 'step' in next ? next.step.name : undefined]).toEqual([what, name])
})

test('every step has a name of its own, and needs steps that exist', () => {
  const steps = [...QUICK_STEPS, ...LONG_STEPS]
  const all = steps.map(({ name }) => name)
  expect(new Set(all).size).toBe(all.length)
  expect(steps.flatMap(({ after = [] }) => after).filter((name) => !all.includes(name))).toEqual([])
})
