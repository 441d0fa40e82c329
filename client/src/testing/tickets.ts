import type { TicketListReply, TicketView } from '@palm/shared/api/ticket'
import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { ORDER_ID } from './builders'
import { NOON } from './phone'
import { branded, type Plain } from './plain'

/** A question about the nozzle of `anOrder`, not yet answered. */
export const aTicket = (overrides: Partial<Plain<TicketView>> = {}): TicketView =>
  branded<TicketView>({
    ticketId: 'ticket:0k3v8m2p9q4r6s7x7k2m-wrong-nozzle',
    kind: 'wrong-nozzle',
    about: {
      orderId: ORDER_ID,
      tail: '7K2M',
      stationId: 'station:bj0001',
      stationName: '朝阳北路加油站',
      nozzleNumber: 3,
    },
    claimedFen: null,
    askedAtMs: NOON,
    at: 'asked',
    answerByMs: later(NOON, DAY_MS),
    said: [{ by: 'driver', name: '', text: '我加的是 7 号枪', atMs: NOON }],
    ...overrides,
  })

export const aTicketList = (overrides: Partial<Plain<TicketListReply>> = {}): TicketListReply =>
  branded<TicketListReply>({
    tickets: [],
    nextBeforeMs: null,
    servicePhone: null,
    ...overrides,
  })
