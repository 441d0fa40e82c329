import type { MemberView } from '@palm/shared/api/member'
import { ok, refuse } from '@palm/shared/kernel/result'
import { sayBirthday } from '@palm/shared/member/birthday'
import { loyaltyOnVisit } from '@palm/shared/member/visit'
import { openOperatorRules, type OperatorRules } from '../flows/operator-rules'
import {
  type Member,
  type MemberId,
  newMember,
  type WalletIdentity,
} from '@palm/shared/member/member'
import { idsOf } from '@palm/shared/member/merge/wallets'
import { movementsBefore, PAGES_READ } from '@palm/shared/member/points-movements'
import { withUsual } from '@palm/shared/member/vehicle'
import { memberIdOf } from '../edge/identity/member-id'
import type { Runtime } from '../edge/runtime'
import type { Handler, Handlers } from '../edge/serve'
import type { MemberCaller } from '../edge/identity/caller'
import { withGifts } from '../flows/owed-gifts'
import { withPayee } from '../flows/payee'
import type { Vouch } from '../providers/phone/vouching'
import { openCatalogue } from '../flows/station-catalogue'
import { presentHome } from './home'
import { type PhoneActions, phoneHandlers } from './phone/actions'
import { giftsIn, presentLoyalty, presentMember } from './present'
import { type ExchangeCode, sessionHandlers } from './sessions'
import { type MemberStore, openMemberStore } from './store'

export const memberHandlers = (
  runtime: Runtime,
  exchange: ExchangeCode,
  vouch: Vouch,
): Handlers<'member'> => ({
  ...ownHandlers(runtime, exchange),
  ...phoneHandlers(runtime, vouch),
})

function ownHandlers(
  runtime: Runtime,
  exchange: ExchangeCode,
): Omit<Handlers<'member'>, PhoneActions> {
  const { clock, database } = runtime
  const store = openMemberStore(database)
  const operatorRules = openOperatorRules(database, clock)

  async function join(identity: WalletIdentity): Promise<Member> {
    const member = newMember({ id: memberIdOf(identity), identity, joinedAtMs: clock() })
    await store.join(member)
    return member
  }

  const memberOf = async (identity: WalletIdentity): Promise<Member> =>
    (await store.member(memberIdOf(identity))) ?? join(identity)

  /** Nearly nobody has birthday, or a level that a contract's end has brought: only then is anything written. */
  async function congratulate(member: Member): Promise<void> {
    const { loyaltyRules } = await operatorRules()
    const nowMs = clock()
    const decide = (now: Member) => loyaltyOnVisit(now, loyaltyRules, nowMs)
    if (decide(member) !== member.loyalty) await store.changeLoyalty(member.id, decide)
  }

  async function view(member: Member, walletId: MemberId): Promise<MemberView> {
    const [staff, current] = await Promise.all([store.staffOf(walletId), operatorRules()])
    return presentMember(member, walletId, staff, current, clock())
  }

  /** The caller as a member, created on the first visit; null without an identity. */
  async function entered({ identity, memberId }: MemberCaller): Promise<Member | null> {
    const known = await store.member(memberId)
    const member = known ?? (identity && (await join(identity)))
    // The deletion is under way and takes less than a minute; the wallet may join again after it.
    if (member?.left) return null
    if (member) await congratulate(member)
    return member
  }

  return {
    ...sessionHandlers(runtime, exchange, memberOf),

    async 'member.enter'(_, caller) {
      const member = await entered(caller)
      if (!member) return refuse({ code: 'session/missing' })
      return ok(await view(member, caller.walletId))
    },

    'member.home': openHome({ ...runtime, entered, operatorRules, store, view }),

    async 'member.loyalty'(_, { memberId }) {
      const [known, { loyaltyRules }] = await Promise.all([store.member(memberId), operatorRules()])
      if (!known) return refuse({ code: 'member/unknown' })
      const member = await withGifts(database, known, clock())
      const titles = await store.couponTitles(giftsIn(loyaltyRules))
      return ok(presentLoyalty(member, loyaltyRules, titles, clock()))
    },

    async 'member.pointsMovements'({ beforeMs }, { memberId }) {
      const [member, pages] = await Promise.all([
        store.member(memberId),
        store.pointsPages(memberId, beforeMs, PAGES_READ),
      ])
      if (!member) return refuse({ code: 'member/unknown' })
      return ok(movementsBefore(member.loyalty.statement, pages, beforeMs))
    },

    ...profileHandlers(store, clock, view),
  }
}

/** Handlers for a member's own statements about themselves. */
function profileHandlers(
  store: MemberStore,
  clock: Runtime['clock'],
  view: (member: Member, walletId: MemberId) => Promise<MemberView>,
): Pick<Handlers<'member'>, 'member.saveProfile' | 'member.saveVehicles'> {
  return {
    async 'member.saveVehicles'({ vehicles }, { memberId, walletId }) {
      const saved = await store.saveProfile(memberId, (before) =>
        ok({ nickname: '', birthday: null, ...before, vehicles }),
      )
      return saved.ok ? ok(await view(saved.value, walletId)) : refuse({ code: 'session/missing' })
    },

    async 'member.saveProfile'(
      { birthday, nickname, plate, usualGradeId },
      { memberId, walletId },
    ) {
      const saved = await store.saveProfile(memberId, (before) => {
        const said = before?.birthday ?? null
        const next = birthday === undefined ? ok(said) : sayBirthday(said, birthday, clock())
        const usual = { plate, gradeId: usualGradeId }
        const vehicles = withUsual(before?.vehicles ?? [], usual)
        return next.ok ? ok({ nickname, vehicles, birthday: next.value }) : next
      })
      if (saved.ok) return ok(await view(saved.value, walletId))
      return saved.refusal.code === 'member/unknown'
        ? refuse({ code: 'session/missing' })
        : refuse(saved.refusal)
    },
  }
}

interface HomeContext extends Runtime {
  readonly entered: (caller: MemberCaller) => Promise<Member | null>
  readonly operatorRules: () => Promise<OperatorRules>
  readonly store: MemberStore
  readonly view: (member: Member, walletId: MemberId) => Promise<MemberView>
}

/** The first screen: all reads side by side, and a write only where gifts wait. */
function openHome(context: HomeContext): Handler<'member.home'> {
  const { clock, credentials, database, entered, operatorRules, store, view } = context
  const catalogue = openCatalogue(database, clock)
  return async ({ location }, caller) => {
    const [known, stations, own, { payees }] = await Promise.all([
      entered(caller),
      catalogue(),
      store.latestOrders([caller.memberId]),
      credentials(),
    ])
    if (!known) return refuse({ code: 'session/missing' })
    // Of a wallet that joined: orders under its former id, for a merged member only.
    const others = idsOf(known).filter((id) => id !== caller.memberId)
    const joined = others.length === 0 ? [] : await store.latestOrders(others)
    const orders = [...own, ...joined].sort((a, b) => b.createdAtMs - a.createdAtMs)
    const nowMs = clock()
    const [shown, rules, member] = await Promise.all([
      view(known, caller.walletId),
      operatorRules(),
      withGifts(database, known, nowMs),
    ])
    const named = stations.map((station) => withPayee(station, payees))
    const facts = { member, rules, stations: named, orders, location, nowMs }
    return ok({ member: shown, ...presentHome(facts) })
  }
}
