import type { Envelope } from '../../fact.ts'
import type { PublicKey } from '../facts.ts'
import { keyNamedIn } from '../signature-memo.ts'

/** A fact, and the key that its device introduced itself with. */
export interface Keyed {
  fact: Envelope
  key: PublicKey
}

/** The keys of a directory's devices, learnt as facts arrive, and the facts that came before their device's key. */
export class IntroducedKeys {
  readonly #keys = new Map<string, PublicKey>()
  readonly #waiting = new Map<string, Envelope[]>()

  /** Learns the keys that facts name. @returns the facts that can be verified now: of these, and of those that waited */
  take(facts: readonly Envelope[]): Keyed[] {
    const waited = facts.flatMap((fact) => this.#learn(fact))
    const ready: Keyed[] = []
    for (const fact of [...waited, ...facts]) {
      const key = this.#keys.get(fact.device)
      if (key) ready.push({ fact, key })
      else this.#setAside(fact)
    }
    return ready
  }

  forget(): void {
    this.#keys.clear()
    this.#waiting.clear()
  }

  #learn(fact: Envelope): Envelope[] {
    const named = keyNamedIn(fact)
    if (!named || this.#keys.has(named.device)) return []
    this.#keys.set(named.device, named.key)
    const waited = this.#waiting.get(named.device) ?? []
    this.#waiting.delete(named.device)
    return waited
  }

  #setAside(fact: Envelope): void {
    const others = this.#waiting.get(fact.device)
    if (others) others.push(fact)
    else this.#waiting.set(fact.device, [fact])
  }
}
