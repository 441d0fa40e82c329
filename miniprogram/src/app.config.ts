export default defineAppConfig({
  pages: ['pages/home/home', 'pages/orders/orders', 'pages/mine/mine'],
  subPackages: [
    {
      root: 'packages/refuel',
      pages: [
        'stations/stations',
        'cashier/cashier',
        'passphrase/passphrase',
        'order/order',
        'profile/profile',
      ],
    },
    { root: 'packages/coupon', pages: ['coupons/coupons', 'gift/gift'] },
    { root: 'packages/message', pages: ['inbox/inbox'] },
    { root: 'packages/loyalty', pages: ['loyalty/loyalty'] },
    {
      root: 'packages/contract',
      pages: ['contracts/contracts', 'offer/offer', 'contract/contract'],
    },
    {
      root: 'packages/account',
      pages: [
        'account/account',
        'recharge/recharge',
        'refund/refund',
        'statement/statement',
        'card/card',
      ],
    },
    {
      root: 'packages/staff',
      pages: ['queue/queue', 'join/join', 'verify/verify', 'correct/correct', 'offline/offline'],
    },
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
        pagePath: 'pages/orders/orders',
        text: '订单',
        iconPath: 'assets/tab-orders.png',
        selectedIconPath: 'assets/tab-orders-chosen.png',
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
})
