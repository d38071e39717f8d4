/** Chance that a seed repeats (sfc32). */
export class Chance {
  #a = 0
  #b = 0
  #c = 0
  #counter = 1

  constructor(seed: number) {
    this.#a = seed | 0
    this.#b = (seed / 2 ** 32) | 0
    this.#c = 0x9e3779b9
    for (let i = 0; i < 15; i++) this.#next()
  }

  /** 0 ≤ x < 1 */
  real(): number {
    return (this.#next() >>> 0) / 2 ** 32
  }

  /** A whole number, `from` ≤ x ≤ `to`. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.real() * (to - from + 1))
  }

  /** True so many times in one. */
  in(probability: number): boolean {
    return this.real() < probability
  }

  one<T>(all: readonly T[]): T {
    return all[Math.floor(this.real() * all.length)]!
  }

  /** One of the names, each as often as its weight says. */
  weighed<Name extends string>(weights: Partial<Record<Name, number>>): Name {
    const names = Object.keys(weights) as Name[]
    let left = this.real() * names.reduce((sum, name) => sum + weights[name]!, 0)
    return names.find((name) => (left -= weights[name]!) < 0) ?? names.at(-1)!
  }

  bytes<Bytes extends Uint8Array>(into: Bytes): Bytes {
    for (let i = 0; i < into.length; i++) into[i] = this.#next() & 0xff
    return into
  }

  #next(): number {
    const t = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (this.#c << 21) | (this.#c >>> 11)
    this.#c = (this.#c + t) | 0
    return t
  }
}
