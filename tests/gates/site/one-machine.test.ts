import { afterEach, expect, test } from 'vitest'
import { until } from '../../until.ts'
import { GateStand } from '../gate-stand.ts'

let stand: GateStand | null = null
afterEach(() => stand?.stop())

test('a machine whose gate another one moves gives no order, answers nobody, and says whose the gate is', async () => {
  stand = await GateStand.start()
  const [phone, { orders, log, movers }] = [await stand.phone(), stand]
  stand.machine = { account: 'may-khac', id: 'khac' }
  await until(() => movers.at(-1) === 'khac')
  const before = [orders.length, log.length]
  await phone.send(phone.message(phone.command('CLOSE')))
  await phone.send(phone.message(phone.command('STOP')))
  // Other connections, by which they would have arrived before this one does.
  const next = await stand.phone()
  expect([orders.length, log.length]).toEqual(before)
  stand.machine = null
  await until(() => movers.at(-1) === stand!.key.id)
  const command = next.command('CLOSE')
  await next.send(next.message(command))
  await until(() => next.replies.some(({ id }) => id === command.id))
  expect(phone.replies).toEqual([])
})
