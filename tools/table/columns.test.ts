import { withoutIgnored } from './columns'

test('what nothing reads is not sent: ignored columns and the blank lines at the end', () => {
  const table = [
    ['站号', '备注', '枪价(元/升)', ''],
    ['BJ0001', '备'.repeat(300), '7.81', '旁边的话'],
    ['', '', '', ''],
    ['BJ0002', '', '7.95', ''],
    ['', ' ', '', ''],
    [],
  ]
  expect(withoutIgnored(table)).toEqual([
    ['站号', '', '枪价(元/升)', ''],
    ['BJ0001', '', '7.81', ''],
    ['', '', '', ''],
    ['BJ0002', '', '7.95', ''],
  ])
})

test('cells beyond the headings are sent: a row with a comma too many is for the rules to name', () => {
  expect(withoutIgnored([['站号'], ['BJ0001', '多']])).toEqual([['站号'], ['BJ0001', '多']])
})
