import { code, useDatabase } from './session'
import type { OpenDatabase } from './subject'

/** Methods missing from the SDK's types. */
interface Shapes {
  readonly LineString: new (points: object[]) => object
  readonly Polygon: new (lines: object[]) => object
}
/** A command that other commands are appended to. */
type Chain = Record<string, (operand: unknown) => object>

export function describePlaces(open: OpenDatabase): void {
  describe('queries for places', () => {
    const database = useDatabase(open, 'contract_documents', 'contract_places')
    const documents = () => database().collection('contract_documents')

    test('refuse a search for nearby places without an index', async () => {
      const { Geo, command } = database()
      const near = { at: command.geoNear({ geometry: new Geo.Point(0, 0) }) }
      await expect(documents().where(near).get()).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test('refuse a document with an invalid place', async () => {
      const places = database().collection('contract_places')
      await expect(places.add({ at: 'here' })).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
    })

    test('find places near, nearest first, and within', async () => {
      const { Geo, command: _ } = database()
      const { LineString, Polygon } = Geo as unknown as Shapes
      const places = database().collection('contract_places')
      await places.add([
        { _id: 'far', at: new Geo.Point(116.5, 39.9) },
        { _id: 'near', at: new Geo.Point(116.401, 39.9) },
        { _id: 'here', at: new Geo.Point(116.4, 39.9) },
      ])
      const ids = async (query: object) => {
        const { data } = await places.where(query).get()
        return (data as { _id: string }[]).map(({ _id }) => _id)
      }
      const geometry = new Geo.Point(116.4, 39.9)
      expect(await ids({ at: _.geoNear({ geometry }) })).toEqual(['here', 'near', 'far'])
      expect(await ids({ at: _.geoNear({ geometry, maxDistance: 200, minDistance: 10 }) })).toEqual(
        ['near'],
      )
      const ring = [
        [116.39, 39.89],
        [116.41, 39.89],
        [116.41, 39.91],
        [116.39, 39.91],
        [116.39, 39.89],
      ]
      const square = new Polygon([
        new LineString(ring.map(([x, y]) => new Geo.Point(x as number, y as number))),
      ])
      expect((await ids({ at: _.geoWithin({ geometry: square }) })).sort()).toEqual([
        'here',
        'near',
      ])
      const centerSphere = [geometry, 200 / 6_378_100]
      expect((await ids({ at: _.geoWithin({ centerSphere } as never) })).sort()).toEqual([
        'here',
        'near',
      ])
      expect((await ids({ at: _.geoIntersects({ geometry: square }) })).sort()).toEqual([
        'here',
        'near',
      ])
      const somewhere = _.exists(true) as unknown as Chain
      const chained = { geometry, maxDistance: 200 }
      expect(await ids({ at: somewhere['geoNear']?.(chained) })).toEqual(['here', 'near'])
      for (const word of ['geoWithin', 'geoIntersects'])
        expect(await ids({ at: somewhere[word]?.({ geometry: square }) })).toHaveLength(2)
    })

    describe('by bare pairs of longitude and latitude', () => {
      const places = () => database().collection('contract_places')
      const HERE = { longitude: 116.4, latitude: 39.9 }
      /** Worked out apart from this: atan2(|a×b|, a·b) of the two directions. */
      const ANGLE_TO_FAR = 0.0013389557106484155
      const EARTH_RADIUS_M = 6_378_100

      // Raw: the SDK makes a point of GeoJSON of what it is given.
      const nearest = async (spec: object) => {
        const stages = [{ $geoNear: { distanceField: 'away', spherical: true, ...spec } }]
        const { data } = await places().options({ raw: true }).aggregate(stages).end()
        return data as { _id: string; away: number }[]
      }
      const point = (...coordinates: number[]) => ({ type: 'Point', coordinates })

      beforeEach(async () => {
        await places().add([
          { _id: 'far', at: [116.5, 39.9] },
          { _id: 'here', at: HERE },
        ])
      })

      test('find what is near, with the angle between them', async () => {
        for (const near of [HERE, [116.4, 39.9]]) {
          const [here, far] = await nearest({ near })
          expect(here).toMatchObject({ _id: 'here', away: 0 })
          expect(far?._id).toBe('far')
          expect(far?.away).toBeCloseTo(ANGLE_TO_FAR, 15)
        }
        expect(await nearest({ near: HERE, maxDistance: 0.001 })).toHaveLength(1)
      })

      test('are found from a point, with the distance in metres', async () => {
        const [, far] = await nearest({ near: point(116.4, 39.9) })
        expect(far?.away).toBeCloseTo(ANGLE_TO_FAR * EARTH_RADIUS_M, 9)
      })

      test('are as far from each other as they are on the globe, to the last digits', async () => {
        await places().add({ _id: 'park', at: [-73.9928, 40.7193] })
        const [park] = await nearest({ near: point(-73.99279, 40.719296) })
        expect(park?._id).toBe('park')
        expect(park?.away).toBeCloseTo(0.9539931674131209, 12)
      })

      test('are refused off the map, and for what is near on a plane', async () => {
        const off = { _id: 'off', at: { longitude: 39.9, latitude: 116.4 } }
        await expect(places().add(off)).rejects.toEqual(code('DATABASE_REQUEST_FAILED'))
        await expect(nearest({ near: HERE, spherical: false })).rejects.toEqual(
          code('DATABASE_REQUEST_FAILED'),
        )
      })
    })
  })
}
