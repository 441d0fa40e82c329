import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

const BY_NAME = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name; defaults are allowed below, only where a tool needs them.',
}
const NO_BARRELS = {
  selector: 'ExportAllDeclaration',
  message: 'No barrels: import the defining file.',
}

/** Half-width punctuation, which breaks the spacing of Chinese text. */
const HALF_WIDTH = '/[\\u4e00-\\u9fff][,;:?!]|[,;:?!][\\u4e00-\\u9fff]/'
const CHINESE_MARKS = [
  `Literal[value=${HALF_WIDTH}]`,
  `TemplateElement[value.raw=${HALF_WIDTH}]`,
  `JSXText[value=${HALF_WIDTH}]`,
].map((selector) => ({
  selector,
  message: 'Chinese text needs full-width punctuation: ，；：？！',
}))

/** House rules (see ARCHITECTURE.md). Every rule here fails the build; there are no warnings. */
export default ts.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '.palm/**', '.cache/**'],
  },
  ...ts.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', BY_NAME, NO_BARRELS],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
    },
  },
  {
    // The domain is pure: no clock, no randomness. tsc does not catch these.
    files: ['shared/src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument.',
        },
        { selector: 'AwaitExpression', message: 'The domain never waits.' },
        BY_NAME,
        NO_BARRELS,
        { selector: 'ClassDeclaration', message: 'No classes in the core.' },
      ],
    },
  },
  {
    // Random values of a phone must not be predictable from earlier ones.
    files: ['{client,miniprogram}/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take the port for random bytes.' },
      ],
    },
  },
  {
    // Methods that the SDK silently runs outside of a transaction, wherever they are called.
    files: ['cloudfunctions/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^(count|aggregate)$/]',
          message: 'The SDK counts and aggregates outside of the transaction.',
        },
        {
          selector:
            "CallExpression[callee.property.name=/^(update|remove)$/][callee.object.callee.property.name='where']",
          message: 'The SDK changes by condition outside of the transaction: use doc(id).',
        },
        BY_NAME,
        NO_BARRELS,
      ],
    },
  },
  {
    files: ['miniprogram/src/**/*.tsx'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Text for people.
    files: [
      '{client,miniprogram}/src/**/*.{ts,tsx}',
      'local/src/{browser,page,wallet}/**',
      'tools/**',
      'e2e/**',
    ],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', BY_NAME, NO_BARRELS, ...CHINESE_MARKS] },
  },
  {
    // It runs before anything is installed: only the console is available.
    files: ['tools/bootstrap.mjs'],
    rules: { 'no-console': 'off' },
  },
  {
    // Tests are tables: one describe may be long.
    files: ['**/*.test.{ts,tsx}', '**/contracts/**', '**/*.contract.ts', 'e2e/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // Tools demand a default export here.
    files: [
      'cloudfunctions/testing/before-run.ts',
      '**/*.config.{mjs,js}',
      'tools/jest/*.js',
      'miniprogram/config/**',
      'miniprogram/src/**/*.config.ts',
      'miniprogram/src/app.tsx',
      'miniprogram/src/pages/**',
      'miniprogram/src/packages/**',
    ],
    rules: {
      'no-restricted-syntax': ['error', NO_BARRELS, ...CHINESE_MARKS],
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
)
