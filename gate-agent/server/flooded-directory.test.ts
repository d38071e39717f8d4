import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { DirectoryWorld } from '../../tests/devices/directory-world.ts'
import { TestDevice } from '../../tests/facts.ts'
import { command, home, message } from '../../tests/gate-commands.ts'
import { testSettings } from '../../tests/gate-stage.ts'
import { ScriptedDirectory } from '../../tests/gates/agent/scripted-directory.ts'
import { machineClock } from '../shell/agent-clock.ts'
import { GateShell } from '../shell/gate-shell.ts'
import { Signatures } from '../shell/signatures.ts'
import { KnownPeople } from './known-people.ts'

const size = 2_000
const world = new DirectoryWorld(home.unit, Date.UTC(2026, 10, 1))
const chief = world.phone('pho', 'commander')
const keeper = world.phone('giu-cong', 'keeper')
const key = new TestDevice('giu-cong')
const noon = Date.UTC(2026, 10, 24, 5)

/** A keeper's alarm keys: their numbers fall while their ids rise, so that each one comes before all others. */
const flood = Array.from({ length: size }, (_, i) => {
  const body = { alarmKey: { id: key.id, key: key.publicKey } }
  const forged = { n: 10 + size - i, ms: noon - size + i }
  return world.says(keeper, 'alarm-key-set', `device/${keeper.id}`, body, forged)
})

/** A gate whose commands are judged by what is known of the people. */
function shell(folder: string, people: () => KnownPeople, moved: (act: string) => void) {
  const gate = new GateShell({
    settings: { ...testSettings, ...home, schedule: null },
    journal: join(folder, 'gate.journal'),
    clock: { ...machineClock, now: () => noon, soon: (run) => run() },
    knowsTheTime: true,
    signatures: new Signatures(),
    hasDecision: () => true,
    moves: () => true,
    diskIsFull: () => false,
    holderOf: (sought) => people().holderOf(sought, noon),
    hands: {
      perform: (effect) => effect.do === 'move' && moved(effect.act),
      publish: () => {},
      clear: () => {},
      trouble: (problem) => expect.unreachable(String(problem))
    }
  })
  gate.report({
    position: 50,
    motion: 'closing',
    obstructed: false,
    assumed: false,
    deviceOnline: true,
    reportedAt: noon
  })
  return gate
}

/** Processor time that has passed, μs. */
const cpu = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}

test.each([500, 7])(
  'while a keeper’s facts arrive, %i at once, the agent does little between two turns, and obeys a STOP in any',
  async (atOnce) => {
    const folder = mkdtempSync(join(tmpdir(), 'flood-'))
    const verify = vi.spyOn(Signatures.prototype, 'verify')
    try {
      const [most, sum] = [
        { verified: 0, block: 0 },
        { turns: 0, blocks: 0, stops: 0 }
      ]
      const moved: string[] = []
      let began = cpu()
      let isFlooded = false
      const turn = async () => {
        const block = cpu() - began
        if (isFlooded) {
          most.verified = Math.max(most.verified, verify.mock.calls.length)
          most.block = Math.max(most.block, block)
          sum.blocks += block
          // In some turns only: to sign a command takes longer than what the agent does in one.
          if (++sum.turns % 20 === 0) {
            gate.command(message(command('STOP', { iat: noon }, chief), chief))
            expect(moved).toHaveLength(++sum.stops)
          }
        }
        verify.mockClear()
        began = cpu()
      }
      const people = new KnownPeople(join(folder, 'people.jsonl'), world.unit, world.root, turn)
      const gate = shell(
        folder,
        () => people,
        (act) => moved.push(act)
      )
      const directory = new ScriptedDirectory()
      directory.write(...world.facts)
      await people.follow(directory.session)
      isFlooded = true
      for (let i = 0; i < size; i += atOnce) {
        await turn()
        directory.write(...flood.slice(i, i + atOnce))
        await people.follow(directory.session)
      }
      await turn()
      expect(moved).toEqual(moved.map(() => 'STOP'))
      expect(moved.length).toBeGreaterThan(1)
      expect(most.verified).toBeLessThanOrEqual(16)
      expect(most.block).toBeLessThan(sum.blocks / 5)
      const holder = people.holderOf({ account: keeper.account, key: key.id, gate: home.gate }, noon)
      expect(holder?.use).toBe('alarm')
    } finally {
      verify.mockRestore()
      rmSync(folder, { recursive: true })
    }
  }
)
