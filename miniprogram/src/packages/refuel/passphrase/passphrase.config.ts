export default definePageConfig({
  navigationBarTitleText: '给加油员看',
  navigationBarBackgroundColor: '#0B6E4F',
  navigationBarTextStyle: 'white',
  backgroundColor: '#0B6E4F',
})
