import { RelaysInUse } from '../relays/relays-in-use.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smsSigned, smsWords } from '#lib/domain/gates/contract/sms-text.ts'
import { holding, home, commander, noon } from '../../tests/gate-commands.ts'
import { testSettings } from '../../tests/gate-stage.ts'
import type { AgentDeps, GateSetup, SharedParts } from '../agent-deps.ts'
import { dialectOf } from '../adapters/dialects.ts'
import { machineClock } from '../shell/agent-clock.ts'
import { keptKey } from '../shell/agent-key.ts'
import { Signatures } from '../shell/signatures.ts'
import { startGate } from '../start-gate.ts'
import { SmsDesk, type SmsGate } from './sms-desk.ts'

const clock = { ...machineClock, now: () => noon, soon: (run: () => void) => run() }
const signatures = new Signatures()
const desk = () =>
  new SmsDesk({
    unit: home.unit,
    clock,
    signatures,
    keysOf: () => [commander.id],
    holderOf: () => holding(commander),
    raise() {},
    send() {}
  })
/** A text that closes the gate. */
function closing(): { from: string; text: string } {
  const own = { request: 'CLOSE', gate: home.gate, actor: commander.account, key: commander.id } as const
  const words = smsWords({ ...own, iat: noon, ctr: 1 })!
  return { from: '+84912000001', text: `${words} ${commander.sign(smsSigned(home.unit, words))}` }
}

test('a gate that has left obeys no text any more; the one that came in its place does', () => {
  const heard: string[] = []
  const gate = (name: string) => ({ sms: () => heard.push(name) }) as unknown as SmsGate
  const one = desk()
  const leave = one.add(home.gate, gate('first'))
  one.receive(closing())
  one.add(home.gate, gate('second'))
  leave()
  one.receive(closing())
  expect(heard).toEqual(['first', 'second'])
})

test('a text to a gate that was stopped, and is not started again yet, reaches nobody', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sms-'))
  const log: string[] = []
  const one = desk()
  const setup: GateSetup = {
    gate: home.gate,
    policy: testSettings.policy,
    schedule: null,
    travelMs: null,
    controller: {
      broker: 'mqtt://127.0.0.1:1',
      connectOptions: async () => null,
      dialect: dialectOf('home-assistant'),
      id: 'cong-1b/cua'
    },
    warning: null,
    sms: true
  }
  const key = keptKey(join(dataDir, 'key'))
  const parts = {
    unit: home.unit,
    key,
    machineAt: () => ({ account: 'may-cong', id: key.id }),
    moved() {},
    dataDir,
    clock,
    knowsTheTime: true,
    hasDecision: () => true,
    holderOf: () => holding(commander),
    decided() {},
    record: (_gate: string, { kind }: { kind: string }) => log.push(kind),
    trouble: (problem: unknown) => log.push(String(problem))
  } as unknown as AgentDeps
  const timing = { now: clock.steady, after: clock.after, chance: () => 0, longestWait: 5_000 }
  const relays = new RelaysInUse()
  const shared = { connections: [], timing, signatures, relays, desk: one } as unknown as SharedParts
  const gate = startGate(setup, parts, shared)
  one.receive(closing())
  expect(log).toContain('refused')
  await gate.stop()
  log.length = 0
  one.receive(closing())
  expect(log).toEqual([])
  rmSync(dataDir, { recursive: true })
})
