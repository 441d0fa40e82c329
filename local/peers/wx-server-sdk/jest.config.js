const { join } = require('node:path')
const { projects } = require('../../../jest.config')

/**
 * Separate from the main configuration, as the package under test is installed by a separate
 * command only.
 */
module.exports = {
  ...projects.find(({ displayName }) => displayName === 'local'),
  displayName: 'wx-server-sdk',
  rootDir: join(__dirname, '../../..'),
  roots: [__dirname],
}
