import { epochMs } from '@palm/shared/kernel/instant'
import { agentIdFor, agentLink } from '@palm/shared/order/entry/agent-code'
import { stationLink } from '@palm/shared/station/nozzle-code'
import type { PrintedCode } from '@palm/local/wallet/printed-code'
import type { Database } from '../../cloudfunctions/database/session'
import { stations } from '../../cloudfunctions/documents/stations'
import { presentCodes } from '../../cloudfunctions/console/stations/present'

/**
 * Ways into the app: the codes of each station and of its nozzles, the codes of agents, and the menus
 * of the operator's accounts in the wallets.
 */
export async function printedCodes(
  database: Database,
  origin: string,
  nowMs: number,
): Promise<PrintedCode[]> {
  const all = await database.find(stations, { where: {}, limit: 1_000 })
  const codes = all
    .sort((a, b) => a.code.localeCompare(b.code))
    .flatMap((station) => [
      ...presentCodes(station, origin, epochMs(nowMs)).map(
        ({ gradeName, link, nozzleNumber, stationName }) => ({
          label: `${nozzleNumber} 号枪`,
          note: gradeName,
          link,
          group: stationName,
        }),
      ),
      {
        label: '油站码',
        note: '到站再选油枪',
        link: stationLink(origin, station.code),
        group: station.name,
      },
    ])
  return [...codes, ...DEMO_AGENTS.map((name) => agentCode(name, origin)), ...MENUS]
}

/** Names of agents without their check letter. */
export const DEMO_AGENTS = ['ZHAOYANG1', 'TONGZHOU2'] as const

const agentCode = (name: string, origin: string): PrintedCode => ({
  label: agentIdFor(name),
  note: '推广码，打开领券中心',
  link: agentLink(origin, agentIdFor(name)),
  group: '推广码和菜单',
})

const MENUS = (
  [
    ['生活号菜单', '领券中心', 'pages/coupons/coupons?from=life-account'],
    ['加油服务', '领券中心', 'pages/coupons/coupons?from=fuel-service'],
  ] as const
).map(([label, note, address]) => ({ label, note, address, link: address, group: '推广码和菜单' }))
