import { expect, test } from 'vitest'
import { agentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { gateState } from '../../../../tests/faulty-connection.ts'
import { MessageVerifier } from './message-verifier.ts'

const world = new DirectoryWorld('xa-thu')
const [own, other] = [world.phone('may-1', 'agent'), world.phone('may-2', 'agent')]
const gate = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', agent: own.account }
const agents = agentKeys(world.known(world.says(world.server, 'gate-registered', 'gate/cong-1b', gate)))

/** Lists what a phone takes of a state, an answer and an alert that the key's agent signs for that gate. */
async function taken(key: string, gate: string): Promise<string[]> {
  const heard: string[] = []
  const hear = (what: string) => () => void heard.push(what)
  const verifier = new MessageVerifier({
    unit: 'xa-thu',
    agents: { subscribe: (observer) => (observer.next(agents), { unsubscribe() {} }) },
    verify: async () => true,
    ...{ state: hear('state'), reply: hear('reply'), alert: hear('alert') },
    ...{ sight: hear('sight'), survey: hear('survey'), box: hear('box'), changed() {} }
  })
  const common = { v: 1, id: '01930000-0000-7000-8000-000000000001', unit: 'xa-thu', gate, key, at: 1 }
  const says = (topic: string, body: object) =>
    verifier.hear({
      topic,
      payload: sealed({ p: JSON.stringify(body), s: `${'A'.repeat(85)}A` }),
      retain: false
    })
  says(topicOf({ kind: 'state', unit: 'xa-thu', gate }), gateState({ unit: 'xa-thu', gate, key }))
  says(topicOf({ kind: 'reply', unit: 'xa-thu', account: 'ph-truc', tab: 't1' }), {
    ...common,
    status: 'accepted',
    act: 'CLOSE'
  })
  says(topicOf({ kind: 'alert', unit: 'xa-thu', gate }), { ...common, alert: 'left-open', minutes: 30 })
  for (let turn = 0; turn < 9; turn++) await Promise.resolve()
  return heard.sort()
}

test('a gate that names its machine is spoken for by no other: no state, no answer and no alert', async () => {
  const all = ['alert', 'reply', 'state']
  expect(await taken(own.id, 'cong-1b')).toEqual(all)
  expect(await taken(other.id, 'cong-1b')).toEqual([])
  // Of a gate that is not in the directory here nobody knows whose it is: every machine of the unit is heard.
  expect(await taken(other.id, 'cong-2')).toEqual(all)
})
