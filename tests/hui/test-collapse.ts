import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import type { Claimant } from '#lib/domain/hui/facts/collapse.ts'
import { numberedId, TestStream } from './test-line.ts'

/** A collapse's stream for tests: opened, and claims as the people come to the desk. */
export class TestCollapse extends TestStream {
  readonly host = numberedId(999)

  constructor() {
    super(`collapse/${numberedId(0)}`)
    this.write('hui.collapse-opened', { host: this.host, on: '2026-01-02', gist: 'Bà con đến trụ sở' })
  }

  claim(
    number: number,
    claimant: Claimant,
    amount: number,
    other: Partial<FactOf<'hui.claim-registered'>['body']> = {}
  ): Envelope {
    const body = { number, claimant, parts: 1, amount, paper: false, ...other }
    return this.write('hui.claim-registered', body)
  }

  reverse(claim: string): Envelope {
    return this.write('hui.claim-reversed', { claim, reason: 'Ghi nhầm' })
  }
}
