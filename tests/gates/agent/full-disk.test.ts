import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Outbox } from '../../../gate-agent/server/outbox.ts'
import { keptKey } from '../../../gate-agent/shell/agent-key.ts'
import { until } from '../../until.ts'
import { afternoon, gateId, GateStand, unit } from '../gate-stand.ts'
import type { TestPhone } from '../phone.ts'
import { smallDisk, type SmallDisk } from '../small-disk.ts'

const probe = smallDisk()
probe?.unmount()

let disk: SmallDisk
let running: GateStand | null = null
let phone: TestPhone
beforeEach(() => {
  if (probe) disk = smallDisk()!
})
afterEach(async () => {
  if (!probe) return
  // The disk itself is no folder that the stand can remove.
  await running?.stop().catch(() => {})
  running = null
  disk.unmount()
})

async function start(): Promise<GateStand> {
  const begun = (running = await GateStand.start({ folder: join(disk.folder, '.') }))
  phone = await begun.phone()
  return begun
}

/** Starts the agent again, and waits for its first state. */
async function restart(stand: GateStand) {
  await stand.stopAgent()
  stand.startAgent()
  await stand.ready()
}

test.skipIf(!probe)(
  'a full disk: people are told, the gate stops and closes for an alarm with an answer, and refuses the rest',
  async () => {
    const stand = await start()
    disk.fill()
    await until(() => phone.alerts.length > 0)
    expect(phone.alerts[0]).toMatchObject({ alert: 'cannot-record', gate: 'cong-1b' })
    await until(() => phone.state?.warnings?.includes('cannot-record'))
    expect(stand.kinds).toContain('cannot-record')
    for (const act of ['OPEN', 'CLOSE', 'PASS', 'LOCK'] as const)
      await phone.hears(await phone.ask(act), 'CANNOT_RECORD')
    const close = phone.message(phone.command('CLOSE', { alarm: true, exp: stand.now() + 9_900 }))
    await phone.send(close)
    await phone.hears(close.id, 'moving')
    await phone.hears(await phone.ask('STOP'), 'completed')

    await restart(stand)
    await until(() => phone.state?.warnings?.includes('cannot-record'))
    await phone.send(close)
    await until(() => stand.refusals.some((code) => code === 'DUPLICATE' || code === 'STALE'))
    await phone.hears(await phone.ask('CLOSE', { alarm: true }), 'completed')
    expect(await stand.orderedInAll()).toEqual(['CLOSE', 'STOP', 'CLOSE'])

    disk.clear()
    await phone.hears(await phone.ask('OPEN'), 'completed')
    await until(() => phone.state?.warnings === undefined)
  }
)

test.skipIf(!probe)(
  'what a disk takes no word of is obeyed once, also by an agent that starts when there is room again',
  async () => {
    keptKey(join(disk.folder, 'agent-key.json'))
    disk.fill(100_000)
    const stand = await start()
    await phone.hears(await phone.ask('OPEN'), 'CANNOT_RECORD')
    const close = phone.message(phone.command('CLOSE', { alarm: true, exp: stand.now() + 9_900 }))
    await phone.send(close)
    await phone.hears(close.id, 'completed')
    expect(phone.told(close.id)).toEqual(['accepted', 'moving', 'completed'])
    stand.gate.pullChain(100)

    disk.clear()
    await restart(stand)
    await phone.send(close)
    await until(() => stand.refusals.includes('STALE'))
    // Until that command has expired, a challenge proves another one to be new.
    await until(() => phone.state?.nonce)
    const { nonce } = phone.state!
    await phone.hears(await phone.ask('STOP', { nonce }), 'accepted')
    stand.ahead += 11_000
    await phone.hears(await phone.ask('CLOSE'), 'completed')
    expect(await stand.orderedInAll()).toEqual(['CLOSE', 'STOP', 'CLOSE'])
  }
)

test.skipIf(!probe)(
  'an agent’s log on a full disk: it opens, takes entries in its room, then in memory, and loses none',
  async () => {
    const path = join(disk.folder, 'log.outbox')
    const troubles: unknown[] = []
    const author = { unit, account: 'may-cong', key: keptKey(join(disk.folder, 'agent-key.json')) }
    const opened = () =>
      new Outbox(
        path,
        author,
        () => afternoon,
        (problem) => troubles.push(problem)
      )
    const body = { kind: 'refused', source: 'app', code: 'CANNOT_RECORD' } as const
    opened().close()
    disk.fill()
    const outbox = opened()
    const most = 1_500
    for (let i = 0; i < most; i++) outbox.record(gateId, body)
    const onDisk = (await outbox.offered(most)).length
    expect(onDisk).toBeGreaterThan(100)
    expect(onDisk).toBeLessThan(most)
    expect(troubles).toHaveLength(1)
    disk.clear()
    expect((await outbox.offered(most)).map(({ n }) => n)).toEqual(
      Array.from({ length: most }, (_, i) => i + 1)
    )
    outbox.close()
    const later = opened()
    expect(later.waiting).toBe(most)
    later.close()
    rmSync(path)
  }
)
