import fc from 'fast-check'
import { DAY_MS } from '../../kernel/instant'
import { aMember, after } from '../../testing/builders/builders'
import { aPlace } from '../../testing/builders/orders'
import { valueOf } from '../../testing/results'
import { place } from '../verbs/place'
import { agentIdFor, agentLink, isAgentId, parseAgentCode } from './agent-code'
import { type Bringing, touched, type Touches } from './channel'

const A = agentIdFor('AGENTA')
const B = agentIdFor('AGENTB')
const agent = (agentId: string): Bringing => ({ kind: 'agent-code', agentId })

describe('an agent code', () => {
  test.each([
    ['a link', agentLink('https://pay.example.com', A), A],
    ['a mini-program code', `a/${A}`, A],
    ['small letters', `https://pay.example.com/a/${A.toLowerCase()}`, A],
    ['a misread letter', `a/${A.replace('G', 'Q')}`, 'wrong'],
    ['an empty one', 'https://pay.example.com/a/', 'wrong'],
    ['the code of a nozzle', 'https://pay.example.com/p/BJ0001-03', 'none'],
    ['a path around it', `https://pay.example.com/x/a/${A}`, 'none'],
    ['a whole book', `a/${'A'.repeat(300)}`, 'none'],
  ])('%s', (_, scanned, read) => {
    expect(parseAgentCode(scanned)).toBe(read)
  })

  const LETTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const id = fc
    .array(fc.constantFrom(...LETTERS), { minLength: 3, maxLength: 11 })
    .map((letters) => agentIdFor(letters.join('')))
    .filter(isAgentId)

  // ISBT 128 donation numbers have the same check letter.
  test('has the check letter of a published example', () => {
    expect(agentIdFor('G123498654321')).toBe('G123498654321H')
  })

  test('ends in no sign that a link would not have', () => {
    const names = LETTERS.map((letter) => agentIdFor(`AGENT${letter}`))
    expect(names.filter((name) => name.endsWith('*'))).toHaveLength(1)
    expect(names.filter(isAgentId)).toHaveLength(LETTERS.length - 1)
  })

  test('is never taken for another’s after one wrong letter', () => {
    fc.assert(
      fc.property(id, fc.nat(), fc.constantFrom(...LETTERS), (right, at, letter) => {
        const place = at % right.length
        fc.pre(right[place] !== letter)
        expect(isAgentId(right.slice(0, place) + letter + right.slice(place + 1))).toBe(false)
      }),
    )
  })

  test('is never taken for another’s after two neighbours changed places', () => {
    fc.assert(
      fc.property(id, fc.nat(), (right, at) => {
        const place = at % (right.length - 1)
        const [one, two] = [right[place]!, right[place + 1]!]
        fc.pre(one !== two)
        expect(isAgentId(right.slice(0, place) + two + one + right.slice(place + 2))).toBe(false)
      }),
    )
  })
})

describe('touches: the first and the last count for 30 days', () => {
  const days = (count: number) => after(count * DAY_MS)
  const lived = (...starts: readonly (readonly [number, Bringing])[]): Touches | null =>
    starts.reduce<Touches | null>((all, [day, by]) => touched(all, by, days(day)), null)
  const both = lived([0, agent(A)], [20, agent(B)])

  test.each<[string, Touches | null, number, string | undefined, string | undefined]>([
    ['nobody has brought the driver', null, 1, undefined, undefined],
    ['one touch is both', lived([0, agent(A)]), 5, A, A],
    ['another agent is the last, not the first', both, 25, A, B],
    ['a first one that is too old leaves the last', both, 49.99, B, B],
    ['after 30 days there is nobody', both, 50, undefined, undefined],
    ['a touch of tomorrow', lived([2, agent(A)]), 1, undefined, undefined],
  ])('%s', (_, touches, day, first, last) => {
    const nowMs = days(day)
    const order = valueOf(place(aPlace({ came: { by: { kind: 'home' }, touches }, nowMs }))).order
    expect(order.came?.touches?.first.channel).toEqual(first && agent(first))
    expect(order.came?.touches?.last.channel).toEqual(last && agent(last))
  })

  test('a code at the pump takes nothing from the agent', () => {
    const touches = lived([0, agent(A)])
    expect(touched(touches, { kind: 'nozzle-code' } as never, days(1))).toEqual(touches)
  })

  test('nobody brings themselves', () => {
    const own = { kind: 'share', memberId: aMember().id } as const
    const came = { by: own, touches: lived([0, agent(A)], [1, own]) }
    const { order } = valueOf(place(aPlace({ came, nowMs: days(2) })))
    expect(order.came?.touches?.last.channel).toEqual(agent(A))
  })
})
