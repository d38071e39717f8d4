import { AgentStartProblem, controllerOf, type AgentConfig } from '../agent-config.ts'
import { nothingKnown } from '../adapters/known-gates.ts'
import { acceptedPath, AcceptedFiles, type Announcement } from '../shell/accepted-file.ts'
import { knownFrom } from '../shell/controller/pinned-controller.ts'
import { asChosen } from '../survey/chosen-controller.ts'
import { drivenRelays, drivesSame, type DrivenRelays } from './driven.ts'

type GateSettings = AgentConfig['gates'][number]

/** Returns what a gate drives by its configuration, and by this announcement of its controller. */
export function relaysBy(
  config: GateSettings,
  announcement: Pick<Announcement, 'messages'> | null
): DrivenRelays {
  const { dialect, id } = controllerOf(config)
  const { gates } = announcement ? knownFrom(dialect, announcement) : nothingKnown
  const state = Object.hasOwn(gates, id) ? gates[id]! : null
  return drivenRelays({ broker: config.controller.broker.url, dialect, id }, state)
}

/**
 * Returns what a gate drives as it was configured, chosen and accepted last.
 * @throws AgentStartProblem when what was chosen cannot be used any more
 */
export function keptRelays(written: GateSettings, dataDir: string): DrivenRelays {
  const files = new AcceptedFiles(acceptedPath(dataDir, written.gate, false))
  return relaysBy(asChosen(written, dataDir), files.accepted)
}

/** Refuses a machine with two gates on one relay. @throws AgentStartProblem that names both gates */
export function refuseSharedRelays({ gates, dataDir }: Pick<AgentConfig, 'gates' | 'dataDir'>): void {
  const all = gates.map((gate) => ({ gate, driven: keptRelays(gate, dataDir) }))
  for (const [at, { gate, driven }] of all.entries())
    for (const other of all.slice(at + 1))
      if (drivesSame(driven, other.driven)) throw sharedBy(gate, other.gate)
}

function sharedBy(one: GateSettings, other: GateSettings): AgentStartProblem {
  const open = [one, other].filter(({ controller }) => controller.dialect === undefined)
  const again = open
    .map(({ gate }) => `, hoặc xóa tệp ${gate}.chosen.json để chọn lại tại cổng ${gate}`)
    .join('')
  return new AgentStartProblem(
    `Cổng ${one.gate} và cổng ${other.gate} cùng một bộ điều khiển, lệnh cho cổng này sẽ chạy cổng kia: sửa mục “controller” của một cổng${again}, rồi chạy lại.`
  )
}
