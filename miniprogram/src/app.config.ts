/** Taro evaluates this file for one platform, and names it. */
declare const process: { readonly env: Readonly<Record<string, string | undefined>> }

export default defineAppConfig({
  pages: [
    'pages/home/home',
    'pages/coupons/coupons',
    'pages/contracts/contracts',
    'pages/mine/mine',
    'pages/orders/orders',
  ],
  subPackages: [
    {
      root: 'packages/refuel',
      pages: [
        'stations/stations',
        'station/station',
        'cashier/cashier',
        'passphrase/passphrase',
        'order/order',
        'profile/profile',
      ],
    },
    { root: 'packages/help', pages: ['help/help', 'ratings/ratings'] },
    { root: 'packages/settings', pages: ['settings/settings', 'policy/policy'] },
    { root: 'packages/privacy', pages: ['data/data', 'leaving/leaving'] },
    {
      root: 'packages/invoice',
      pages: ['invoices/invoices', 'apply/apply', 'titles/titles', 'invoice/invoice'],
    },
    { root: 'packages/coupon', pages: ['coupons/coupons', 'gift/gift'] },
    { root: 'packages/message', pages: ['inbox/inbox'] },
    { root: 'packages/phone', pages: ['phone/phone'] },
    { root: 'packages/loyalty', pages: ['loyalty/loyalty'] },
    { root: 'packages/spending', pages: ['spending/spending'] },
    { root: 'packages/vehicle', pages: ['vehicles/vehicles'] },
    {
      root: 'packages/contract',
      pages: ['contracts/contracts', 'offer/offer', 'contract/contract', 'certificate/certificate'],
    },
    {
      root: 'packages/account',
      pages: [
        'account/account',
        'recharge/recharge',
        'refund/refund',
        'statement/statement',
        'card/card',
        'safety/safety',
      ],
    },
    {
      root: 'packages/staff',
      pages: ['queue/queue', 'join/join', 'verify/verify', 'correct/correct', 'offline/offline'],
    },
    // For those who build the app, in the local stack's browser alone.
    ...(process.env['TARO_ENV'] === 'h5'
      ? [{ root: 'packages/gallery', pages: ['gallery/gallery'] }]
      : []),
  ],
  preloadRule: {
    'pages/home/home': { network: 'all', packages: ['packages/refuel'] },
  },
  window: {
    navigationStyle: 'default',
    navigationBarBackgroundColor: '#F4F6F5',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '掌上加油',
    backgroundColor: '#F4F6F5',
  },
  tabBar: {
    color: '#55635C',
    selectedColor: '#0B6E4F',
    backgroundColor: '#FFFFFF',
    borderStyle: 'black',
    list: [
      {
        pagePath: 'pages/home/home',
        text: '加油',
        iconPath: 'assets/tab-refuel.png',
        selectedIconPath: 'assets/tab-refuel-chosen.png',
      },
      {
        pagePath: 'pages/coupons/coupons',
        text: '优惠券',
        iconPath: 'assets/tab-coupons.png',
        selectedIconPath: 'assets/tab-coupons-chosen.png',
      },
      {
        pagePath: 'pages/contracts/contracts',
        text: '合约',
        iconPath: 'assets/tab-contracts.png',
        selectedIconPath: 'assets/tab-contracts-chosen.png',
      },
      {
        pagePath: 'pages/mine/mine',
        text: '我的',
        iconPath: 'assets/tab-mine.png',
        selectedIconPath: 'assets/tab-mine-chosen.png',
      },
    ],
  },
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  permission: { 'scope.userLocation': { desc: '用来找离您最近的油站' } },
  requiredPrivateInfos: ['getLocation'],
  // WeChat asks with its own dialog before the first use of anything private.
  __usePrivacyCheck__: true,
})
