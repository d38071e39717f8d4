import { join } from 'node:path'
import * as v from 'valibot'
import { Proposal } from '#lib/domain/gates/contract/survey/proposal.ts'
import { AgentStartProblem, GateConfig, type AgentConfig } from '../agent-config.ts'
import { readWritten } from '../disk/read.ts'
import { replaceFile } from '../disk/replace.ts'
import { controllerKinds, controllerPart } from '../kit/controller-kinds.ts'
import { AcceptedAnnouncement } from '../shell/accepted-file.ts'
import { pointedAt } from './pointed-contact.ts'

type GateSettings = AgentConfig['gates'][number]

/**
 * A controller as it was chosen at the gate: by whom, with which key, and when, Unix ms; and what of its announcement is
 * accepted.
 */
const ChosenController = v.object({
  proposal: Proposal,
  by: v.string(),
  key: v.string(),
  at: v.number(),
  accepted: v.optional(v.nullable(AcceptedAnnouncement), null)
})
export type ChosenController = v.InferInput<typeof ChosenController>

/** The file that holds what was chosen at one gate. */
const fileOf = (dataDir: string, gate: string) => join(dataDir, `${gate}.chosen.json`)

/** Returns what was chosen at a gate; null: nothing yet. @throws when the file is damaged */
function chosenAt(dataDir: string, gate: string): v.InferOutput<typeof ChosenController> | null {
  const text = readWritten(fileOf(dataDir, gate))
  return text === null ? null : v.parse(ChosenController, JSON.parse(text))
}

/** Keeps what was chosen at a gate, whole or not at all over a power cut. */
export function chooseAt(dataDir: string, gate: string, chosen: ChosenController): void {
  replaceFile(fileOf(dataDir, gate), JSON.stringify(chosen))
}

/** Returns the gate with the proposed controller; null: it cannot be driven so. */
export function withProposal(
  config: GateSettings,
  { kind, id, topic, closed, travelSeconds }: Proposal
): GateSettings | null {
  if (!Object.hasOwn(controllerKinds, kind)) return null
  const part = controllerPart(kind, topic ?? '', id) as { mapping?: object; prefix?: string }
  // Only a mapped gate has contacts of its own; without a topic, a controller is sought wherever it may be.
  if (closed && !part.mapping) return null
  const { prefix, ...rest } = part
  const controller = {
    broker: config.controller.broker,
    ...rest,
    ...(prefix && { prefix }),
    ...(part.mapping && { mapping: { ...part.mapping, ...(closed && pointedAt(kind, topic ?? '', closed)) } })
  }
  const travel = travelSeconds ?? config.travelSeconds
  const given = { gate: config.gate, controller, ...(travel !== undefined && { travelSeconds: travel }) }
  const checked = v.safeParse(GateConfig, given)
  return checked.success ? { ...config, ...checked.output } : null
}

/**
 * Returns the gate as it was chosen there, where the machine's own file leaves that open.
 * @throws AgentStartProblem when what was chosen cannot be used any more
 */
export function asChosen(config: GateSettings, dataDir: string): GateSettings {
  if (config.controller.dialect !== undefined) return config
  const chosen = chosenAt(dataDir, config.gate)
  if (!chosen) return config
  const mapped = withProposal(config, chosen.proposal)
  if (!mapped)
    throw new AgentStartProblem(
      `Cách nối đã chọn cho ${config.gate} không dùng được nữa; xóa tệp ${fileOf(dataDir, config.gate)} rồi chọn lại tại cổng.`
    )
  return mapped
}
