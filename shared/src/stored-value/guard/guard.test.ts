import { fen } from '../../kernel/fen'
import { DAY_MS, epochMs, later } from '../../kernel/instant'
import { EMPTY_ACCOUNT, type StoredValueAccount } from '../account'
import { loosens, needsPassword, NO_GUARD } from './guard'
import { isSimplePassword, provePassword, WRONG_PASSWORDS_MAX, withGuard } from './password'

const NOON = epochMs(Date.parse('2026-11-30T12:00:00+08:00'))
const guarded = withGuard(EMPTY_ACCOUNT, { passwordHash: 'right', freeFen: fen(20_000) })

test.each([
  ['no password', NO_GUARD, 100_000, false],
  ['up to the free amount', guarded.guard, 20_000, false],
  ['a fen above it', guarded.guard, 20_001, true],
  ['always, with none free', { ...guarded.guard, freeFen: fen(0) }, 1, true],
  ['nothing taken', { ...guarded.guard, freeFen: fen(0) }, 0, false],
])('an order needs the password: %s', (_, guard, takenFen, needed) => {
  expect(needsPassword(guard, fen(takenFen))).toBe(needed)
})

test.each([
  ['a higher free amount', { freeFen: 30_000, perDayFen: 50_000 }, true],
  ['a higher day', { freeFen: 20_000, perDayFen: 60_000 }, true],
  ['no day', { freeFen: 20_000, perDayFen: null }, true],
  ['the same', { freeFen: 20_000, perDayFen: 50_000 }, false],
  ['tighter ones', { freeFen: 0, perDayFen: 10_000 }, false],
])('limits that loosen need the password: %s', (_, { freeFen, perDayFen }, expected) => {
  const guard = { ...guarded.guard, perDayFen: fen(50_000) }
  const limits = { freeFen: fen(freeFen), perDayFen: perDayFen === null ? null : fen(perDayFen) }
  expect(loosens(guard, limits)).toBe(expected)
})

const is = (typed: string) => (hash: string) => hash === typed

/** Types passwords one after the other; the codes of all answers. */
function typed(hashes: readonly string[], account: StoredValueAccount = guarded, atMs = NOON) {
  const codes: (string | null)[] = []
  let state = account
  for (const hash of hashes) {
    const proven = provePassword(state, is(hash), atMs)
    state = proven.account
    codes.push(proven.refusal?.code ?? null)
  }
  return { codes, state }
}

describe('a typed password', () => {
  const wrongDay = Array.from({ length: WRONG_PASSWORDS_MAX }, () => 'wrong')

  test('is right, and saves nothing', () => {
    expect(provePassword(guarded, is('right'), NOON)).toEqual({ account: guarded, refusal: null })
    expect(provePassword(guarded, is('right'), NOON).account).toBe(guarded)
  })

  test('clears the wrong ones before it', () => {
    const { codes, state } = typed(['wrong', 'wrong', 'right'])
    expect(codes).toEqual(['password/wrong', 'password/wrong', null])
    expect(state.guard.wrong).toBeNull()
  })

  test('is not looked at after five wrong ones of the day, the right one included', () => {
    const { codes, state } = typed([...wrongDay, 'right'])
    expect(codes.slice(-2)).toEqual(['password/too-many-tries', 'password/too-many-tries'])
    expect(typed(['right'], state, later(NOON, DAY_MS)).codes).toEqual([null])
  })

  test('that is not set is told apart', () => {
    expect(typed(['right'], EMPTY_ACCOUNT).codes).toEqual(['password/not-set'])
  })
})

test.each([
  ['111111', true],
  ['123456', true],
  ['567890', true],
  ['654321', true],
  ['098765', true],
  ['112233', false],
  ['918273', false],
])('%s is a password that anybody tries first: %s', (password, expected) => {
  expect(isSimplePassword(password)).toBe(expected)
})
