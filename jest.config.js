/** One transform for all: TypeScript and the few packages that ship only ES modules. */
const base = {
  transform: {
    '^.+\\.(ts|tsx|mjs|js)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(jose|mingo|@noble/hashes|csv-parse)/)', '/dist/'],
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/tools/jest/seed.js'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
}

module.exports = {
  // Ends a hung test; durations are not asserted, since machines differ.
  testTimeout: 60_000,
  projects: [
    { ...base, displayName: 'shared', roots: ['<rootDir>/shared'] },
    { ...base, displayName: 'client', roots: ['<rootDir>/client'] },
    {
      ...base,
      displayName: 'cloudfunctions',
      roots: ['<rootDir>/cloudfunctions'],
      globalSetup: '<rootDir>/cloudfunctions/testing/before-run.ts',
      setupFilesAfterEnv: ['<rootDir>/cloudfunctions/testing/after-file.ts'],
    },
    {
      ...base,
      displayName: 'local',
      roots: ['<rootDir>/local/src', '<rootDir>/local/contracts', '<rootDir>/local/test'],
    },
    { ...base, displayName: 'tools', roots: ['<rootDir>/tools'] },
    { ...base, displayName: 'miniprogram', roots: ['<rootDir>/miniprogram'] },
  ],
}
