import { aStation } from '@palm/shared/testing/builders/builders'
import { stations } from './stations'

test('a stored station reads back unchanged', () => {
  expect(stations.read(stations.write(aStation()))).toEqual(aStation())
})

test('a station stored before regions existed has none', () => {
  const { region: _, ...document } = stations.write(aStation())
  expect(stations.read(document).region).toBeNull()
})
