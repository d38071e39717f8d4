import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { permissions } from '../facts.ts'
import { directory, type Directory } from './directory.ts'
import { DirectoryLog } from './log/directory-log.ts'

const world = new DirectoryWorld()
const { root, server, commander } = world
const keeper = world.phone('giu-cong', 'keeper')
const people = ({ devices, accounts, gates }: Directory) => ({
  devices: [...devices].sort((a, b) => (a.account + a.id < b.account + b.id ? -1 : 1)),
  accounts,
  gates
})

test('whatever body somebody plants, nobody stops reading: it does not count, and is looked at once', () => {
  const stranger = new TestDevice(server.account)
  const types = Object.keys(permissions).map((type) => type.slice(type.indexOf('.') + 1))
  const bodies = [{}, { key: null, stands: 7 }, { key: {}, device: keeper.id, account: {}, records: null }]
  const planted = types.flatMap((type) =>
    bodies.flatMap((body) =>
      [root, server, stranger, keeper].map((by) => world.says(by, type, `unit/${world.unit}`, body))
    )
  )
  let looks = 0
  for (const fact of planted) {
    const { body } = fact
    Object.defineProperty(fact, 'body', { enumerable: true, get: () => (looks++, body) })
  }
  const log = new DirectoryLog(root.id)
  log.take(world.facts)
  for (const fact of planted) log.take([fact])
  const suspension = { account: keeper.account, reason: 'Nghỉ', stands: [] }
  const last = world.says(commander, 'account-suspended', `account/${keeper.account}`, suspension)
  log.take([last])
  expect(log.directory.devices.find(({ id }) => id === keeper.id)?.approved).toBe(false)
  expect(people(log.directory)).toEqual(people(directory([...world.facts, last], root.id)))
  expect(people(directory([...world.facts, ...planted, last], root.id))).toEqual(people(log.directory))
  // A few of them are right after all, and fold.
  expect(looks).toBeLessThan(planted.length + 50)
})
