const { join } = require('node:path')
const { projects } = require('../../../jest.config')

/** By a command of its own, as the package it tries is installed by that command only. */
module.exports = {
  ...projects.find(({ displayName }) => displayName === 'local'),
  displayName: 'wx-server-sdk',
  rootDir: join(__dirname, '../../..'),
  roots: [__dirname],
}
