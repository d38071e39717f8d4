import type { CommandRefusal } from '#lib/domain/gates/contract/codes.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { SmsRequest } from '#lib/domain/gates/contract/sms-text.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import type { GateRequest, GateSnapshot, GateConnection, Source } from '#lib/ports/ports.ts'

const place = { v: 1, unit: 'thu', gate: 'cong-1b', key: 'A'.repeat(43) } as const

/** How it stands: open, and heard of just now. */
export const gateState = (more: Partial<GateState> = {}): GateState => ({
  ...place,
  seq: 7,
  bootId: '01930000-0000-7000-8000-000000000000',
  starts: 1,
  agentTime: Date.now(),
  reportedAt: Date.now(),
  reportAgeMs: 0,
  motion: 'open',
  position: 100,
  obstructed: false,
  assumed: false,
  deviceOnline: true,
  lock: null,
  lastCmdId: null,
  travelMs: 10_000,
  ...more
})

/** A line that does whatever a test wants of it: the faults of a real one, at will. */
export class FaultyLine implements GateConnection {
  state: GateConnection['state'] = 'open'
  heardNow: GateSnapshot
  readonly asks: GateRequest[] = []
  answer: Awaited<ReturnType<GateConnection['send']>> = 'sent'
  #observers = new Set<{ next(heard: GateSnapshot): void }>()

  constructor(readonly gate: string = place.gate) {
    this.heardNow = { state: gateState({ gate }), agentGone: false, replies: [] }
  }

  now = () => Date.now()
  skewed = () => false
  stop = async () => {}
  show = () => () => {}
  alerts = () => ({ subscribe: () => ({ unsubscribe() {} }) })
  heard(): Source<GateSnapshot> {
    return {
      subscribe: (observer) => {
        this.#observers.add(observer)
        observer.next(this.heardNow)
        return { unsubscribe: () => void this.#observers.delete(observer) }
      }
    }
  }
  async send(_gate: string, ask: GateRequest) {
    this.asks.push(ask)
    return this.answer
  }
  survey = async () => ({ code: 'OFFLINE' }) as const
  box = async () => ({ code: 'OFFLINE' }) as const
  textMessage = async (gate: string, request: SmsRequest) => `${request} ${gate}`
  tell(changes: Partial<GateSnapshot>) {
    this.heardNow = { ...this.heardNow, ...changes }
    for (const observer of this.#observers) observer.next(this.heardNow)
  }
  reply(status: Reply['status'], id = this.asks.at(-1)!.id, refusal: CommandRefusal = { code: 'LOCKED' }) {
    const told = status === 'refused' ? { refusal } : { act: 'CLOSE' }
    const reply = { ...place, gate: this.gate, id, at: Date.now(), status, ...told } as Reply
    this.tell({ replies: [...this.heardNow.replies, reply] })
  }
  get listeners() {
    return this.#observers.size
  }
}
