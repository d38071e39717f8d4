import type { Envelope } from '#lib/domain/fact.ts'
import { TestDevice } from '../facts.ts'

const unit = 'xa-thu'
const handoverStart = Date.UTC(2026, 10, 24)

/** Facts about who is in charge, written by the accounts of one unit; `at` is seconds after `handoverStart`. */
export class TestWork {
  readonly #devices = new Map<string, TestDevice>()
  #streams = 0

  constructor(private readonly unitId = unit) {}

  file(by: string, at: number): Envelope {
    const body = { category: 'theft', text: 'Mất xe' }
    return this.#fact(by, at, 'incidents', 'incidents.incident-reported', this.stream('incident'), body)
  }

  line(by: string, at: number): Envelope {
    return this.#fact(by, at, 'hui', 'hui.line-agreed', this.stream('line'), { code: 'T-1' })
  }

  handsOver(by: string, at: number, from: string, to: string, lists: object = {}): Envelope {
    const body = { from, to, files: [], lines: [], gates: [], groups: [], ...lists }
    return this.#fact(by, at, 'incidents', 'incidents.work-handed-over', this.stream('handover'), body)
  }

  takesOver(by: string, at: number, { id, stream }: Envelope, over: string = stream): Envelope {
    return this.#fact(by, at, 'incidents', 'incidents.work-taken-over', over, { handover: id })
  }

  stream(kind: string): string {
    return `${kind}/01936a1c-8f2f-7abc-8def-${String(++this.#streams).padStart(12, '0')}`
  }

  #fact(by: string, at: number, book: string, type: string, stream: string, body: object): Envelope {
    const device = this.#devices.get(by) ?? new TestDevice(by)
    this.#devices.set(by, device)
    return device.fact(this.unitId, book, type, stream, body, { ms: handoverStart + at * 1_000 })
  }
}
