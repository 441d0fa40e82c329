/** The import directions of ARCHITECTURE.md. Any other import fails. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other, be it by type, are one file, or need a third below both.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-imports-nothing',
      comment: 'The domain compiles against nothing: no npm, no node:, no platform.',
      severity: 'error',
      from: {
        path: '^shared/src/(?!api/|passphrase/)',
        pathNot: '\\.test\\.ts$|/testing/[a-z]+/random-',
      },
      to: { pathNot: '^shared/src/' },
    },
    {
      name: 'shared-api-uses-zod',
      comment: 'Requests are parsed by zod schemas, in api/ only.',
      severity: 'error',
      from: { path: '^shared/src/api/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(shared/src/|node_modules/zod/)' },
    },
    {
      name: 'passphrase-uses-hashes',
      comment: 'HMAC-SHA256 runs in phones without node:crypto; we do not write our own.',
      severity: 'error',
      from: { path: '^shared/src/passphrase/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(shared/src/|node_modules/@noble/hashes/)' },
    },
    {
      name: 'kernel-is-the-bottom',
      comment: 'Values do not depend on the domain.',
      severity: 'error',
      from: { path: '^shared/src/kernel/' },
      to: { path: '^shared/src/(?!kernel/)' },
    },
    {
      name: 'ledger-station-trade-above-kernel',
      comment: 'Nouns that depend on values only; modules that combine them are above.',
      severity: 'error',
      from: { path: '^shared/src/(ledger|station|trade)/' },
      to: {
        path:
          '^shared/src/(pricing|coupon|contract|level|points|stored-value|member|staff|' +
          'passphrase|order|message|api)/',
      },
    },
    {
      name: 'pricing-below-the-benefits',
      comment: 'The language of rules does not depend on coupons or contracts; they use it.',
      severity: 'error',
      from: { path: '^shared/src/pricing/' },
      to: {
        path: '^shared/src/(coupon|contract|level|points|stored-value|member|staff|passphrase|order|message|api)/',
      },
    },
    {
      name: 'benefits-are-siblings',
      comment: 'Coupon, contract, level, points and stored value meet in the member or the order.',
      severity: 'error',
      from: { path: '^shared/src/(coupon|contract|level|points|stored-value)/' },
      to: {
        path:
          '^shared/src/(coupon|contract|level|points|stored-value|member|staff|passphrase|' +
          'order|message|api)/',
        pathNot: '^shared/src/$1/',
      },
    },
    {
      name: 'member-staff-passphrase-below-order',
      comment: 'Orders depend on members, staff and passphrases; not the other way round.',
      severity: 'error',
      from: { path: '^shared/src/(member|staff|passphrase)/' },
      to: { path: '^shared/src/(order|ticket|invoice|message|api)/' },
    },
    {
      name: 'order-below-ticket',
      comment: 'Questions are about orders; an order knows of none.',
      severity: 'error',
      from: { path: '^shared/src/order/' },
      to: { path: '^shared/src/ticket/' },
    },
    {
      name: 'order-below-invoice',
      comment: 'Invoices are about orders and recharges, which know the number of theirs at most.',
      severity: 'error',
      from: { path: '^shared/src/(order|ticket|member|stored-value|message)/' },
      to: { path: '^shared/src/invoice/' },
    },
    {
      name: 'invoice-below-api',
      comment: 'The action list depends on decisions, never the other way round.',
      severity: 'error',
      from: { path: '^shared/src/invoice/' },
      to: { path: '^shared/src/(ticket|message|api)/' },
    },
    {
      name: 'order-below-message',
      comment: 'Messages are derived from orders, which know nothing of them.',
      severity: 'error',
      from: { path: '^shared/src/(order|ticket)/' },
      to: { path: '^shared/src/(message|api)/' },
    },
    {
      name: 'message-below-api',
      comment: 'The action list depends on decisions, never the other way round.',
      severity: 'error',
      from: { path: '^shared/src/message/' },
      to: { path: '^shared/src/api/' },
    },
    {
      name: 'functions-know-shared-and-rooms',
      comment: 'A function never imports another: they meet in the database or not at all.',
      severity: 'error',
      from: {
        path: '^cloudfunctions/([^/]+)/',
        pathNot: '\\.(test|contract)\\.ts$|^cloudfunctions/(testing|attack)/',
      },
      to: {
        path:
          '^(cloudfunctions/(?!(database|documents|credentials|edge|providers|flows)/|node_modules/|$1/)|' +
          'client/|miniprogram/|local/|e2e/|bench/|tools/)',
      },
    },
    {
      name: 'database-is-the-lowest-room',
      comment: 'One session over the SDK; it knows no other room but documents.',
      severity: 'error',
      from: { path: '^cloudfunctions/database/', pathNot: '\\.test\\.ts$' },
      to: { path: '^cloudfunctions/(credentials|edge|providers|flows)/' },
    },
    {
      name: 'documents-above-the-database',
      comment: 'Stored forms depend on the session’s types only.',
      severity: 'error',
      from: { path: '^cloudfunctions/documents/', pathNot: '\\.test\\.ts$' },
      to: { path: '^cloudfunctions/(credentials|edge|providers|flows)/' },
    },
    {
      name: 'edge-below-providers-and-flows',
      comment: 'Callers, limits and replies are the same whatever a function does.',
      severity: 'error',
      from: { path: '^cloudfunctions/(credentials|edge)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^cloudfunctions/(providers|flows)/' },
    },
    {
      name: 'providers-below-flows',
      comment: 'A flow combines a provider’s calls with changes of documents, never the other way.',
      severity: 'error',
      from: { path: '^cloudfunctions/providers/', pathNot: '\\.test\\.ts$' },
      to: { path: '^cloudfunctions/flows/' },
    },
    {
      name: 'sdks-behind-the-port',
      comment:
        'Neither payment SDK is safe with its defaults; only the adapters use them, and the suites ' +
        'of the emulators, which need an independent client.',
      severity: 'error',
      from: { pathNot: '^cloudfunctions/providers/|^local/(contracts|test)/|^node_modules/' },
      to: { path: '^node_modules/(wechatpay-node-v3|alipay-sdk)/' },
    },
    {
      name: 'database-sdk-behind-the-session',
      comment: 'The same code runs on a simulated store: only one file uses the SDK.',
      severity: 'error',
      from: {
        path: '^(shared|client|cloudfunctions|miniprogram|tools)/',
        pathNot: '^cloudfunctions/(database|testing)/|^tools/operator/admin-database\\.ts$',
      },
      to: { path: '^node_modules/@cloudbase/' },
    },
    {
      name: 'local-knows-the-clouds-only',
      comment: 'A misunderstanding shared by the product and its emulator would go unnoticed.',
      severity: 'error',
      from: { path: '^local/' },
      to: {
        path: '^(shared|client|cloudfunctions|miniprogram|e2e|bench|tools)/|^node_modules/@palm/',
      },
    },
    {
      name: 'local-speaks-by-itself',
      comment: 'The emulators contain no SDK code: SDKs are for the contract suites.',
      severity: 'error',
      from: { path: '^local/src/' },
      to: {
        path: '^node_modules/(@cloudbase|wechatpay-node-v3|alipay-sdk|wechatpay-axios-plugin|alipay-mobile)/',
      },
    },
    {
      name: 'client-knows-shared',
      comment: 'Every client stands on it, in a wallet or in a browser: no platform, no framework.',
      severity: 'error',
      from: { path: '^client/' },
      to: {
        path: '^(?!client/|shared/|node_modules/(mobx|dayjs)/)',
        pathNot: '^node_modules/@palm/shared/',
      },
    },
    {
      name: 'client-and-miniprogram-take-only-types-of-the-api',
      comment: 'zod stays out of the phone: the action list gives types.',
      severity: 'error',
      from: { path: '^(client|miniprogram)/' },
      to: { path: '^shared/src/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'miniprogram-knows-client-and-shared',
      comment: 'A phone depends on functions by the action list only.',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^(cloudfunctions|local|e2e|bench|tools)/' },
    },
    {
      name: 'miniprogram-components-show',
      comment: 'Components get props; stores and network are the pages’.',
      severity: 'error',
      from: { path: '^miniprogram/src/components/' },
      to: {
        path: '^miniprogram/src/(stores|pages|packages)/|^client/src/(api|payment|loading/(?!loaded))',
      },
    },
    {
      name: 'miniprogram-stores-below-screens',
      comment: 'Stores of the app serve many screens, and know none.',
      severity: 'error',
      from: { path: '^miniprogram/src/(stores|platform|words)/' },
      to: { path: '^miniprogram/src/(pages|packages|components)/' },
    },
    {
      name: 'miniprogram-stores-show-nothing',
      comment: 'A store beside its screen can be tested without it: it imports no component.',
      severity: 'error',
      from: { path: '^miniprogram/src/(pages|packages)/.+\\.ts$' },
      to: { path: '^miniprogram/src/components/|\\.tsx$|^node_modules/@tarojs/' },
    },
    {
      name: 'miniprogram-is-composed-in-one-place',
      comment:
        'Stores and the ApiClient take the platform as ports; only the app knows which it is.',
      severity: 'error',
      from: { path: '^miniprogram/src/(?!platform/|app\\.tsx)', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^miniprogram/src/platform/(?!ports|launch/launch-(query|channel))' },
    },
    {
      name: 'journeys-and-benches-stay-on-the-wire',
      comment: 'They use the product as built, like a phone.',
      severity: 'error',
      from: { path: '^(e2e|bench)/' },
      to: { path: '^(cloudfunctions|client|miniprogram)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cloudfunctions|miniprogram|local)/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.h5.ts', '.js', '.mjs', '.json'],
    },
  },
}
