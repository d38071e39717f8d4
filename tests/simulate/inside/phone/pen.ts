import { rootAccount, serverAccount, type Role } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { World } from '../world.ts'
import { HuiPen } from './hui-pen.ts'

export interface Written {
  book: string
  stream: string
  type: string
  body: object
}

/** A type that only a later version of the app and of the rule knows. */
export const laterType = 'gates.camera-turned'
/** Who writes it: a machine that is not played, as the server is not, so it brings nothing back after a loss. */
export const laterMachine = 'may-moi'
export const isMachine = (account: string): boolean =>
  account === laterMachine || account === serverAccount || account === rootAccount

/** What people write: about two gates, about incidents, about hụi lines. */
export class Pen {
  readonly #hui: HuiPen
  readonly #incidents: { stream: string; steps: string[] }[] = []

  constructor(private readonly world: World) {
    this.#hui = new HuiPen(world)
  }

  /** Some text of some length: batches are bounded in bytes, too. */
  #words(): string {
    const { chance } = this.world
    return 'Đóng cổng lúc nửa đêm. '.repeat(chance.in(0.1) ? chance.whole(10, 60) : chance.whole(1, 3)).trim()
  }

  draft({ role }: { role: Role }): Written {
    const { chance } = this.world
    const kinds = role === 'keeper' ? { note: 1 } : { note: 3, incident: 3, hui: 5 }
    const kind = chance.weighed(kinds as { note: number; incident: number; hui: number })
    if (kind === 'note') return this.note()
    return kind === 'incident' ? this.#incident(role) : this.#hui.draft()
  }

  note(type = 'gates.note-written'): Written {
    const { chance } = this.world
    const body = { what: chance.one(['closed', 'opened', 'seen']), reason: this.#words(), who: 'Tư Khởi' }
    return { book: 'gates', stream: chance.one(['gate/cong-1', 'gate/cong-2']), type, body }
  }

  /** A note as no rule lets it pass. */
  bad(): Written {
    return { ...this.note(), body: { what: 'closed', reason: this.#words() } }
  }

  /** Opens a stream, or ends a line. */
  opening(): Written {
    const { chance } = this.world
    const kind = chance.weighed({ report: 2, tip: 2, line: 2, stop: 2 })
    if (kind === 'report' || kind === 'tip') return this.#openIncident(kind)
    return (kind === 'stop' ? this.#hui.stop() : null) ?? this.#hui.openLine()
  }

  #incident(role: string): Written {
    const { chance } = this.world
    const known = this.#incidents.length > 0 && chance.in(0.75) ? chance.one(this.#incidents) : null
    if (!known) return this.#openIncident('report')
    const where = { book: 'incidents', stream: known.stream }
    if (known.steps.length === 0 || chance.in(0.4))
      return { ...where, type: 'incidents.note-added', body: { text: this.#words() } }
    const step = {
      after: chance.in(0.7) ? known.steps.at(-1)! : chance.one(known.steps),
      reason: this.#words()
    }
    if (role === 'commander' && chance.in(0.4))
      return { ...where, type: 'incidents.incident-closed', body: { ...step, to: 'closed' } }
    const to = chance.one(['verifying', 'handling', 'forwarded'])
    return { ...where, type: 'incidents.stage-changed', body: { ...step, to } }
  }

  #openIncident(kind: 'report' | 'tip'): Written {
    const stream = `incident/${this.#id()}`
    this.#incidents.push({ stream, steps: [] })
    const body = { category: 'theft', text: this.#words() }
    return kind === 'report'
      ? { book: 'incidents', stream, type: 'incidents.incident-reported', body }
      : {
          book: 'incidents',
          stream,
          type: 'incidents.tip-received',
          body: { ...body, source: 'phone', triage: 'crime' }
        }
  }

  #id(): string {
    const { chance, timeline } = this.world
    return uuidv7(timeline.now, chance.bytes(new Uint8Array(10)))
  }

  /** What others may refer to from now on. */
  written({ stream, type, id }: { stream: string; type: string; id: string }): void {
    if (type.startsWith('incidents.') && type !== 'incidents.note-added')
      this.#incidents.find((known) => known.stream === stream)?.steps.push(id)
    this.#hui.written({ stream, type, id })
  }
}
