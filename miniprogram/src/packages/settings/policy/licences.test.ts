import { dependencies } from '../../../../package.json'
import { LICENCES } from './licences'

/** Our own packages, and what builds the app without being in it. */
const NOT_SHIPPED = /^@palm\/|^@tarojs\/(helper|plugin-(html|platform-))/

test('every library of the app is named, and no other', () => {
  const shipped = Object.keys(dependencies).filter((name) => !NOT_SHIPPED.test(name))
  expect(LICENCES.map(({ name }) => name)).toEqual(shipped.sort())
})
