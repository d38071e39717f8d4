import { thumbprint } from '#lib/domain/thumbprint.ts'
import { sealerOf } from '#lib/domain/transit/sealer.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { BookDeps } from '../../notebook/book-deps.ts'
import { firstValue } from '../../notebook/first-value.ts'
import { leaveBox, type BoxProblem } from './leave-box.ts'
import { PatientBox, type AskBox } from './patient-box.ts'
import { takeBoxes } from './take-boxes.ts'

/** A gate with a box that phones reach on its own network. */
export interface GateWithBox {
  gate: string
  name: string
  url: string
}

/** Tells what this phone left at a gate before, that is still not at the server as far as it knows. */
export interface LeftBefore {
  gate: string
  /** Unix ms of the device. */
  at: number
  boxes: number
}

/** Tells how far it has come: boxes left, then boxes taken. */
interface BoxStep {
  stage: 'connecting' | 'sealing' | 'leaving' | 'taking'
  done: number
  of: number
}

/** Tells that, and whether the box has been silent for a while; it is asked again by itself. */
export interface BoxProgress extends BoxStep {
  isSilent: boolean
}

/** Tells what came of a visit at a box. */
export interface BoxVisit {
  gate: string
  /** Boxes of this phone that lie there now, and records and photos of its people in them. */
  boxes: number
  records: number
  /** Boxes that were not left. */
  unleft: number
  /** Boxes of others that this phone carries since. */
  taken: number
  /** Why it ended early; null: all that there was to do is done. */
  problem: BoxProblem | null
}

/**
 * Leaves what this phone has not sent at a gate's box, sealed, and takes along what others left there. Whatever is left
 * waits on this phone all the same, until the server has it.
 */
export class GateBoxStore {
  constructor(private readonly deps: BookDeps) {}

  /** Lists the gates whose own network has an address, by name. */
  gates(): GateWithBox[] {
    const { gates, localAddresses } = this.deps.directory()
    return [...localAddresses]
      .flatMap(([gate, url]) => {
        const known = gates.get(gate)
        return known?.kind === 'motor' ? { gate, name: known.name, url } : []
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  }

  /** Seals what waits, and tells where copies of it lie that nobody has brought as far as this phone knows; null: nowhere. */
  async leftBefore(): Promise<LeftBefore | null> {
    const { unit } = this.deps
    const { sealingKey } = await this.#directory()
    if (!sealingKey) return null
    const { gateBoxes } = await this.deps.peers()
    const left = (await gateBoxes.toLeave(unit, sealingKey)).flatMap((box) => box.left ?? [])
    const last = left.sort((a, b) => b.at - a.at)[0]
    return last ? { ...last, boxes: left.filter(({ gate }) => gate === last.gate).length } : null
  }

  /**
   * Leaves and takes, see the class. @param told runs with each step
   * @param signal aborted once nobody looks any more: until then a box that is silent is asked again
   */
  async visit(
    { gate, url }: GateWithBox,
    told: (progress: BoxProgress) => void,
    signal: AbortSignal
  ): Promise<BoxVisit> {
    const none: BoxVisit = { gate, boxes: 0, records: 0, unleft: 0, taken: 0, problem: null }
    let progress: BoxProgress = { stage: 'connecting', done: 0, of: 0, isSilent: false }
    const tell = (news: Partial<BoxProgress>) => told((progress = { ...progress, ...news }))
    tell({})
    if ((await this.deps.localNetwork()) === 'denied') return { ...none, problem: { code: 'DENIED' } }
    const line = await this.deps.gateConnection(url).catch(() => null)
    if (!line) return { ...none, problem: { code: 'UNREACHABLE' } }
    const box = new PatientBox({ line, gate, signal, silent: (isSilent) => tell({ isSilent }) })
    try {
      await box.reached()
      return await this.#exchange(gate, box.ask, tell)
    } finally {
      box.end()
    }
  }

  async #exchange(gate: string, ask: AskBox, told: (step: BoxStep) => void): Promise<BoxVisit> {
    // Only what is written is waited for when the notebook closes: a box may be silent for long.
    const { unit, clock, verify, whole } = this.deps
    told({ stage: 'sealing', done: 0, of: 0 })
    const known = await this.#directory()
    const peers = await this.deps.peers()
    const visit: BoxVisit = { gate, boxes: 0, records: 0, unleft: 0, taken: 0, problem: null }
    if (!known.sealingKey) return { ...visit, problem: { code: 'OTHER_SERVER' } }
    const boxes = await whole(peers.gateBoxes.toLeave(unit, known.sealingKey))
    // Leaves what is its own first, and records before photos: either may take all the room that there is.
    boxes.sort((a, b) => Number(a.isHanded) - Number(b.isHanded) || a.letters.length - b.letters.length)
    for (const [i, box] of boxes.entries()) {
      told({ stage: 'leaving', done: i, of: boxes.length })
      const problem = await leaveBox(box, ask)
      // Sealed on this phone by somebody whom nobody has approved: others are left all the same.
      if (problem?.code === 'STRANGER') {
        visit.unleft++
        visit.problem = problem
        continue
      }
      if (problem) {
        visit.unleft += boxes.length - i
        visit.problem = problem
        break
      }
      await whole(peers.gateBoxes.noteLeft(box.id, gate, clock.now()))
      visit.boxes++
      visit.records += box.counts
    }
    if (visit.problem && !isAboutRoom(visit.problem)) return visit
    const to = thumbprint(known.sealingKey)
    const { taken, problem } = await takeBoxes({
      unit,
      to,
      ask,
      boxes: peers.gateBoxes,
      told: (done, of) => told({ stage: 'taking', done, of }),
      isSealed: async (box) => (await sealerOf(box, known, verify)) !== null,
      keep: async (box) => (await whole(peers.keepBoxes([box], agentOf(gate, known)))) > 0
    })
    return { ...visit, taken, problem: visit.problem ?? problem }
  }

  async #directory(): Promise<Directory> {
    const { unit, sources } = this.deps
    return (await firstValue(sources.directory.byUnit())).get(unit)!
  }
}

/** Tells whether a refusal is about what is left alone: others' boxes may be taken along all the same. */
const isAboutRoom = ({ code }: BoxProblem) =>
  ['BOX_FULL', 'YOURS_FULL', 'TOO_OFTEN', 'DISK_FULL', 'BAD_BOX', 'STRANGER'].includes(code)

/** Names the machine of a gate as the one that handed a box over: whose records are in it nobody here can tell. */
function agentOf(gate: string, { machines }: Directory) {
  return { by: machines.get(gate)?.agent ?? '', device: '' }
}
