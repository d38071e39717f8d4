import { expect, test } from 'vitest'
import { mayBeSameRelay, isSameRelay, relayAt } from './relay.ts'

const may = (one: string, other: string) => mayBeSameRelay(relayAt(one), relayAt(other))

test.each([
  ['one topic', 'cong02/set', 'cong02/set'],
  ['the first relay with and without its number, in any case', 'cmnd/a/POWER', 'cmnd/a/power1'],
  ['one relay and all of them', 'cmnd/a/POWER2', 'cmnd/a/Power0'],
  ['a shutter, and a relay of its device', 'cmnd/a/ShutterOpen1', 'cmnd/a/POWER2'],
  ['a relay, and a batch of commands', 'cmnd/a/POWER1', 'cmnd/a/Backlog'],
  ['a cover, and a button of its device', 'a/cover/cua/command', 'a/button/mo/command'],
  ['a cover, and its position', 'a/cover/cua/command', 'a/cover/cua/position/command'],
  ['a cover by a plain command, and any call of its device', 'shelly/command/cover:1', 'shelly/rpc'],
  ['a device, and an endpoint of it', 'a/cover/cua/command', 'a/cover/cua/b/set']
])('may be one relay: %s', (_, one, other) => {
  expect([may(one, other), may(other, one)]).toEqual([true, true])
})

test.each([
  ['shutters of one device', 'cmnd/a/ShutterOpen1', 'cmnd/a/ShutterClose2'],
  ['relays of one device', 'cmnd/a/POWER1', 'cmnd/a/POWER2'],
  ['covers of one device', 'a/cover/trai/command', 'a/cover/phai/command'],
  ['covers of one Shelly', 'shelly/command/cover:0', 'shelly/command/cover:1'],
  ['channels of one device', 'a/1/set', 'a/4/set'],
  ['devices of one house', 'nha/cong1/set', 'nha/cong2/set'],
  ['a topic, and a device below its folder', 'nha/den', 'nha/cong2/cover/cua/command'],
  ['devices with like names', 'cong1/cover/cua/command', 'cong10/button/mo/command']
])('are different relays: %s', (_, one, other) => {
  expect([may(one, other), may(other, one)]).toEqual([false, false])
})

test('one topic reaches several relays by different payloads, where nothing else is sent there', () => {
  const [one, other, any] = [relayAt('rf/set', 'A1'), relayAt('rf/set', 'B1'), relayAt('rf/set')]
  expect([isSameRelay(one, other), isSameRelay(one, any), isSameRelay(one, one)]).toEqual([false, true, true])
  expect(relayAt('cmnd/a/POWER1', 'ON')).toEqual(relayAt('cmnd/a/POWER1', '1'))
})
