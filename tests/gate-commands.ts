import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { judgeCommand } from '#lib/domain/gates/contract/checks/checks.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import { receive, type GateMessage } from '#lib/domain/gates/contract/checks/receive.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { emptyReplayGuard, withCommand } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import type { CommandVerdict, CheckContext } from '#lib/domain/gates/contract/checks/check-context.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { TestDevice } from './facts.ts'

export const home = { unit: 'xa-thu', gate: 'cong-1b' }
/** Noon in Vietnam. */
export const noon = Date.UTC(2026, 10, 24, 5)
export const eleven = Date.UTC(2026, 10, 24, 16)

export const keeper = new TestDevice('giu-cong')
export const commander = new TestDevice('truong')
export const agentKey = 'A'.repeat(43)

/** The holder of a phone's key at that gate, which is theirs. */
export function holding(phone: TestDevice, more: Partial<GateHolder> = {}): GateHolder {
  const { account, publicKey: key } = phone
  const roles = more.roles ?? [phone === commander ? 'commander' : 'keeper']
  return {
    account,
    key,
    roles,
    closing: roles,
    standing: 'approved',
    use: 'phone',
    ...more
  }
}

let ctr = 0
/** An honest command of a phone; any field may be changed. */
export function command(action: Command['action'], more: object = {}, phone = keeper): Command {
  const iat = (more as { iat?: number }).iat ?? noon
  return {
    v: 1,
    id: uuidv7(iat, randomBytes(10)),
    ...home,
    action,
    iat,
    exp: iat + 5_000,
    ctr: ++ctr,
    actor: phone.account,
    key: phone.id,
    seen: { stateSeq: 1, frameSha256: 'f'.repeat(43), frameAgeMs: 640 },
    ...(action === 'LOCK' && { lock: 'alarm' }),
    ...(action === 'POSTPONE' && { until: iat + 3_600_000 }),
    ...more
  } as Command
}

export function world(more: Partial<CheckContext> = {}): CheckContext {
  return {
    signed: true,
    holder: holding(keeper),
    now: noon,
    challenges: null,
    policy: defaultPolicy,
    lock: null,
    decided: true,
    postponed: false,
    schedule: null,
    report: {
      motion: 'stopped',
      position: 50,
      obstructed: false,
      assumed: false,
      deviceOnline: true,
      reportedAt: noon
    },
    ledger: emptyReplayGuard,
    ...more
  }
}

/** The command as it travels. */
export function message(command: Command, phone = keeper, text = JSON.stringify(command)): GateMessage {
  const topic = topicOf({ kind: 'command', ...home, account: phone.account })
  return { topic, payload: sealed({ p: text, s: phone.sign(text) }), retain: false }
}

/** Returns what an agent in that world makes of a message: door, signature, judgement. */
export function verdictOn(incoming: GateMessage, around: CheckContext, phones = [keeper]): CommandVerdict {
  const heard = receive(incoming, home, ({ account, key }) => {
    const phone = phones.find((phone) => phone.account === account && phone.id === key)
    return phone ? { ...around.holder, account: phone.account, key: phone.publicKey } : null
  })
  if ('refusal' in heard) return { verdict: 'refused', refusal: heard.refusal }
  const { command, holder, signed } = heard
  const key = createPublicKey({ key: holder.key, format: 'jwk' })
  const signature = Buffer.from(signed.s, 'base64url')
  const proven = verify('sha256', Buffer.from(signed.p), { key, dsaEncoding: 'ieee-p1363' }, signature)
  return judgeCommand(command, { ...around, holder, signed: proven })
}

/** The first reply that goes with a verdict. */
export function replyTo(command: Command, verdict: CommandVerdict, at = noon): Reply {
  const common = { v: 1, id: command.id, ...home, key: agentKey, at } as const
  if (verdict.verdict === 'repeated') return verdict.reply
  return verdict.verdict === 'accepted'
    ? { ...common, status: 'accepted', act: verdict.act }
    : { ...common, status: 'refused', refusal: verdict.refusal }
}

/** An agent's memory after it has judged these commands one after the other, and every verdict. */
export function course(commands: readonly { command: Command; around?: Partial<CheckContext> }[]) {
  let ledger = emptyReplayGuard
  const verdicts = commands.map(({ command, around }) => {
    const there = world({ ...around, ledger })
    const verdict = judgeCommand(command, there)
    if (verdict.verdict !== 'repeated')
      ledger = withCommand(ledger, command, replyTo(command, verdict, there.now), there.now)
    return verdict
  })
  return { ledger, verdicts }
}

/** The code of a refusal, or what is done. */
export function outcome(verdict: CommandVerdict): string {
  if (verdict.verdict === 'refused') return verdict.refusal.code
  return verdict.verdict === 'repeated' ? 'DUPLICATE' : verdict.act
}
