import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import { command, commander, holding, home, message, noon } from '../../tests/gate-commands.ts'
import { testSettings } from '../../tests/gate-stage.ts'
import type { Effect } from '../core/agent-gate.ts'
import { machineClock } from './agent-clock.ts'
import { GateShell } from './gate-shell.ts'
import { Signatures } from './signatures.ts'

let folder: string
let journal: string
let effects: { effect: Effect['do']; act?: string; reply?: string; alert?: string; disk: string }[]
let states: GateState[]
/** Whether the disk says that it is full. */
let isFull: boolean
/** Whether the directory names this machine. */
let isMachine: boolean
let troubles: unknown[]
let cleared: string[]
/** The clock of the agent, Unix ms. */
let time: number
/** Callbacks deferred until the messages sent so far have left. */
let later: (() => void)[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-'))
  journal = join(folder, 'gate.journal')
  effects = []
  states = []
  isFull = false
  isMachine = true
  troubles = []
  cleared = []
  time = noon
  later = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Creates a shell whose gate has reported that it is open and online. */
function shell() {
  const made = new GateShell({
    settings: { ...testSettings, ...home, schedule: null },
    journal,
    clock: { ...machineClock, now: () => time, steady: () => time, soon: (run) => void later.push(run) },
    knowsTheTime: true,
    signatures: new Signatures(),
    hasDecision: () => true,
    moves: () => isMachine,
    diskIsFull: () => isFull,
    holderOf: ({ account, key }) =>
      account === commander.account && key === commander.id ? holding(commander) : null,
    hands: {
      perform: (effect) =>
        effects.push({
          effect: effect.do,
          ...(effect.do === 'move' && { act: effect.act }),
          ...(effect.do === 'alert' && { alert: effect.alert }),
          ...(effect.do === 'reply' && { reply: wordOf(effect.reply) }),
          disk: existsSync(journal) ? readFileSync(journal, 'utf8') : ''
        }),
      publish: (state) => states.push(state),
      clear: (topic) => cleared.push(topic),
      trouble: (problem) => troubles.push(problem)
    }
  })
  made.report(halfOpen)
  return made
}
const halfOpen: GateReport = {
  position: 50,
  motion: 'stopped',
  obstructed: false,
  assumed: false,
  deviceOnline: true,
  reportedAt: noon
}
const wordOf = (reply: Reply) => (reply.status === 'refused' ? reply.refusal.code : reply.status)
/** The same message, whose sender awaits the reply. */
const answered = <M extends object>(sent: M) => ({
  ...sent,
  responseTopic: `antt/v1/${home.unit}/rsp/${commander.account}/t1`
})
const moves = () => effects.flatMap(({ act }) => act ?? [])

test('what moves the gate stands on the disk before the first effect', () => {
  const close = command('CLOSE', {}, commander)
  shell().command(message(close, commander))
  const first = effects.find(({ effect }) => effect !== 'log')
  expect(first).toMatchObject({ effect: 'move', act: 'CLOSE' })
  expect(first!.disk).toContain(close.id)
})

test('motor and asker wait for no log entry; the next thing that happens comes after it', () => {
  const known = shell()
  known.command(message(command('CLOSE', {}, commander), commander))
  const responseTopic = `antt/v1/${home.unit}/rsp/${commander.account}/t1`
  effects = []
  known.command({ ...message(command('LOCK', {}, commander), commander), responseTopic })
  expect(effects.map(({ effect }) => effect)).toEqual(['log', 'reply'])
  effects = []
  for (const run of later) run()
  expect(effects.map(({ effect }) => effect)).toEqual(['reply', 'log'])
})

test('what nobody waits for stands in the log at once: an agent that is killed after a word has written it down', () => {
  const known = shell()
  known.command(message(command('CLOSE', {}, commander), commander))
  later = []
  known.report({ ...halfOpen, position: 0, motion: 'closed' })
  expect(effects.map(({ effect }) => effect)).toEqual(['log', 'move', 'log', 'log'])
  expect(later).toEqual([])
})

test('a machine that does not move the gate obeys, answers and says nothing, until the directory names it', () => {
  isMachine = false
  const known = shell()
  known.command(answered(message(command('CLOSE', {}, commander), commander)))
  known.report({ ...halfOpen, position: 0, motion: 'closed' })
  known.tick()
  known.say()
  expect([effects.filter(({ effect }) => effect !== 'decided'), states]).toEqual([[], []])
  isMachine = true
  known.report(halfOpen)
  known.command(message(command('CLOSE', {}, commander), commander))
  expect(moves()).toEqual(['CLOSE'])
})

test('what was put off is done before an agent ends', () => {
  const known = shell()
  known.command(message(command('CLOSE', {}, commander), commander))
  known.close()
  expect(effects.map(({ effect }) => effect)).toEqual(['log', 'move', 'log'])
})

/** How many changes the journal holds. */
const changes = () => readFileSync(journal, 'utf8').split('\n').length - 1

const honest = () => message(command('CLOSE', { exp: noon + 9_000 }, commander), commander)
const late = () => message(command('CLOSE', { iat: noon - 60_000, exp: noon - 55_000 }, commander), commander)
const same = honest()

test.each([
  ['that are too late', late],
  ['that are the same one', () => same],
  ['above the rate', honest]
])('a flood of signed commands %s costs no flush of the disk but with the next tick', (_, next) => {
  const known = shell()
  for (let i = 0; i < 6; i++) known.command(honest())
  known.command(next())
  const before = changes()
  for (let i = 0; i < 100; i++) {
    time++
    known.command(next())
  }
  expect(changes()).toBe(before)
  known.tick()
  expect(changes() - before).toBe(1)
})

test('what a refusal leaves is on the disk at the latest when the agent ends', () => {
  const known = shell()
  const before = changes()
  time++
  known.command(late())
  known.close()
  expect(changes() - before).toBe(1)
})

/** A shell whose disk takes nothing any more, not even the time of a file. */
function shellWithoutDisk() {
  const known = shell()
  known.close()
  rmSync(folder, { recursive: true })
  return known
}
const alarm = (more: object = {}) => message(command('CLOSE', { alarm: true, ...more }, commander), commander)
const told = () => effects.flatMap(({ reply }) => reply ?? [])

test('a disk that takes nothing: nothing moves but a stop, the rest is refused, and it is told; when it takes again, the gate obeys', () => {
  const known = shellWithoutDisk()
  known.command(answered(message(command('CLOSE', {}, commander), commander)))
  known.command(answered(message(command('STOP', {}, commander), commander)))
  expect([moves(), told(), troubles.length]).toEqual([
    ['STOP'],
    ['CANNOT_RECORD', 'accepted', 'completed'],
    1
  ])
  for (const run of later) run()
  expect(effects.some(({ alert }) => alert === 'cannot-record')).toBe(true)
  mkdirSync(folder)
  time += 60_000
  known.tick()
  known.command(message(command('CLOSE', { iat: time, exp: time + 5_000 }, commander), commander))
  expect(moves()).toEqual(['STOP', 'CLOSE'])
})

test('a disk that takes no trace: what closes for an alarm bears a challenge of this start, and counts at no other', () => {
  const known = shellWithoutDisk()
  known.command(answered(alarm()))
  expect([moves(), told()]).toEqual([[], ['CANNOT_RECORD']])
  for (const run of later) run()
  const nonce = states.at(-1)!.nonce!
  const close = answered(alarm({ nonce }))
  known.command(close)
  expect([moves(), told()]).toEqual([['CLOSE'], ['CANNOT_RECORD', 'accepted']])

  mkdirSync(folder)
  const anew = shell()
  anew.command(close)
  expect([moves(), told()]).toEqual([['CLOSE'], ['CANNOT_RECORD', 'accepted', 'STALE']])
})

test('a full disk: the gate goes on hearing its controller, and does what a full disk allows in the room kept for it', () => {
  const known = shell()
  isFull = true
  known.tick()
  expect(states.at(-1)!.warnings).toEqual(['cannot-record'])
  known.report({ ...halfOpen, position: 60, motion: 'opening' })
  expect(states.at(-1)!.position).toBe(60)
  known.command(answered(message(command('OPEN', {}, commander), commander)))
  known.report(halfOpen)
  const close = alarm()
  known.command(answered(close))
  expect([moves(), told()]).toEqual([['CLOSE'], ['CANNOT_RECORD', 'accepted']])
  expect(readFileSync(journal, 'utf8')).toContain('accepted')
  expect(troubles).toEqual([])
})

test('11 a command left lying is cleared; what clears it asks for nothing', () => {
  const known = shell()
  const lying = { ...message(command('CLOSE', {}, commander), commander), retain: true }
  known.command(lying)
  const before = effects.length
  known.command({ ...lying, payload: '' })
  expect([moves(), cleared, effects.length]).toEqual([[], [lying.topic], before])
})

test('a signature by a key that is no point of the curve is nobody’s', () => {
  const key = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'B'.repeat(43) } as const
  const signed = { p: 'x', s: commander.sign('x') }
  const signatures = new Signatures()
  expect(signatures.verify(key, signed)).toBe(false)
  expect(signatures.verify(commander.publicKey, signed)).toBe(true)
  expect(signatures.verify(commander.publicKey, { ...signed, p: 'y' })).toBe(false)
})
