const { dirname } = require('node:path')
const { projects } = require('../jest.config')

const { transform, transformIgnorePatterns } = projects[0]

/**
 * Journeys over the whole product, sequentially: a phone, a stack and a browser are enough load.
 */
const journeys = (displayName) => ({
  displayName,
  rootDir: dirname(__dirname),
  roots: ['<rootDir>/e2e'],
  testMatch: [`**/${displayName}*.test.ts`],
  transform,
  transformIgnorePatterns,
  testEnvironment: 'node',
})

module.exports = {
  maxWorkers: 1,
  testTimeout: 120_000,
  projects: [journeys('bundles'), journeys('h5')],
}
