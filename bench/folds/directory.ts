import { createPublicKey, verify } from 'node:crypto'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Store } from '#lib/ports/ports.ts'
import { VerifiedDirectory } from '#lib/app/notebook/verified-directory.ts'
import { cpuMs } from './cpu-ms.ts'
import { DirectoryWorld, pinsOf } from '../../tests/devices/directory-world.ts'

const stored = (fact: Envelope): StoredFact => ({ ...fact, sync: 'received', tries: 0 })

/** A store of one book, which tells its readers whatever is put into it. */
class OneBook {
  facts: StoredFact[] = []
  readonly #readers = new Set<(facts: StoredFact[]) => void>()

  put(facts: StoredFact[]): void {
    this.facts = facts
    for (const tell of this.#readers) tell(facts)
  }

  readonly book: Store['book'] = () => ({
    subscribe: ({ next }) => {
      this.#readers.add(next)
      next(this.facts)
      return { unsubscribe: () => this.#readers.delete(next) }
    }
  })
}

/** 300 people with a phone each; 150 gates, whose machines and households change; the server's listings. */
function communeOf(size: number): DirectoryWorld {
  const world = new DirectoryWorld('xa-thu', Date.now() - 2 * size * 1_000)
  for (let i = 0; i < 300; i++) world.phone(`nguoi-${i}`, 'keeper')
  while (world.facts.length < size) world.facts.push(anotherFact(world))
  return world
}

function anotherFact(world: DirectoryWorld): Envelope {
  const i = world.facts.length
  const gate = `cong-${i % 150}`
  if (i % 4 === 0) return world.listing(`nguoi-${i % 300}`, ['keeper'])
  if (i % 4 === 1) {
    const household = { gate, name: `Bà Năm ${i}`, phone: '0912345678' }
    return world.says(world.commander, 'gate-contact-set', `gate/${gate}`, household)
  }
  const body = { gate, name: `Cổng ${i}`, kind: 'motor', agent: `nguoi-${i % 300}` }
  return world.says(world.commander, 'gate-registered', `gate/${gate}`, body)
}

const check = async (key: PublicKey, text: string, sig: string) =>
  verify(
    'sha256',
    Buffer.from(text),
    { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(sig, 'base64url')
  )

/** Measures what one more fact costs a phone on which two screens read the facts that count, besides the directory; ms. */
export async function measureDirectory(size: number): Promise<Record<string, number>> {
  const world = communeOf(size)
  const store = new OneBook()
  const known = new VerifiedDirectory(store, check, world.unit, pinsOf(world))
  let told = 0
  let tell: () => void = () => {}
  const observer = {
    next: () => void (++told % 4 === 0 && tell()),
    error: (problem: unknown) => {
      throw problem
    }
  }
  const put = async (facts: StoredFact[]) => {
    const begun = process.cpuUsage()
    const done = new Promise<void>((resolve) => (tell = resolve))
    store.put(facts)
    await done
    return cpuMs(begun)
  }
  for (const source of [known.known(), known.byUnit(), known.counting(), known.counting()])
    source.subscribe(observer)
  let facts = world.facts.map(stored)
  await new Promise((resolve) => setTimeout(resolve, 50))
  told = 0
  const whole = await put(facts)
  const more: number[] = []
  for (let i = 0; i < 15; i++) {
    const fact = anotherFact(world)
    world.facts.push(fact)
    more.push(await put((facts = [...facts, stored(fact)])))
  }
  more.sort((a, b) => a - b)
  return { 'with all signatures': whole, 'one more': more[7]! }
}
