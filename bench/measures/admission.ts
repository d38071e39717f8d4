import { createPublicKey, verify } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { canonicalString } from '#lib/domain/canonical.ts'
import { admit } from '../../sync-server/admission/admit.ts'
import { DirectoryWorld } from '../../tests/devices/directory-world.ts'
import { asDocument } from '../../tests/facts.ts'
import { rounds, type Bench } from '../rounds.ts'
import { median, rounded } from '../statistics.ts'
import { sealsWith } from '../../sync-server/admission/seals.ts'

const facts = 500
const unit = 'xa-thu'

/**
 * Judging a push of the most facts that one may hold, beside checking their signatures alone with a key that is kept; and
 * for how long at most the gateway answers nobody else meanwhile.
 */
export async function admission(bench: Bench) {
  const world = new DirectoryWorld(unit)
  const phone = world.phone('giu-cong', 'keeper')
  const home = { unit, book: 'gates' } as const
  const { id: device, publicKey: key } = phone
  const holder = {
    account: phone.account,
    device,
    key,
    state: 'approved',
    roles: [`${unit}:keeper`],
    past: []
  } as const
  const known = world.known()
  const seals = sealsWith(() => Buffer.alloc(32))
  const written = Array.from({ length: facts }, () => phone.note(unit))
  const documents = written.map(asDocument)
  const way = {
    key: createPublicKey({ key: phone.publicKey, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363'
  } as const
  const verifying = async () => {
    const started = performance.now()
    for (const fact of written)
      if (!verify('sha256', Buffer.from(canonicalString(fact)), way, Buffer.from(fact.sig, 'base64url')))
        throw new Error('a signature of the bench is wrong')
    return { ms: performance.now() - started, holdMs: 0 }
  }
  const admitting = async () => {
    const holds = monitorEventLoopDelay({ resolution: 1 })
    holds.enable()
    const started = performance.now()
    const { passed } = await admit(
      documents,
      { holder, home, quarter: '', known, now: Date.now(), seals },
      async () => known
    )
    const ms = performance.now() - started
    holds.disable()
    if (passed.length < facts) throw new Error('a fact of the bench was refused')
    return { ms, holdMs: holds.max / 1e6 }
  }
  // The first calls compile what the others run.
  await admitting()
  const { bare, ours } = await rounds(bench, { bare: verifying, ours: admitting })
  const [bareMs, oursMs] = [bare, ours].map((all) => median(all.map(({ ms }) => ms))) as [number, number]
  return {
    facts,
    verifyMs: rounded(bareMs),
    admitMs: rounded(oursMs),
    admitPerVerify: rounded(oursMs / bareMs),
    longestHoldMs: rounded(Math.max(...ours.map(({ holdMs }) => holdMs)))
  }
}
