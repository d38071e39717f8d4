import { expect, test } from 'vitest'
import type { OutgoingMessage } from '#lib/data/mqtt/connection.ts'
import type { LinkState } from '#lib/data/mqtt/link.ts'
import { mapping } from '../../tests/gates/mapped/mapped-makes.ts'
import type { Dialect, DialectState } from '../adapters/dialect.ts'
import { mqtt } from '../adapters/mqtt.ts'
import { machineClock } from './agent-clock.ts'
import { ControllerConnection } from './controller/controller-connection.ts'

/** A connection to a controller that says nothing at all, and what it was sent. */
function silent(given: object) {
  const sent: OutgoingMessage[] = []
  const later: (() => void)[] = []
  const untold: string[] = []
  let link: (state: LinkState) => void = () => {}
  const connection = new ControllerConnection({
    link: {
      listen: () => () => {},
      watch: (told) => {
        link = told
        return () => {}
      },
      async send(message) {
        sent.push(message)
        return { code: message.topic.endsWith('3/set') ? 'AGENT_OFFLINE' : 'sent' }
      }
    },
    clock: {
      ...machineClock,
      after(_ms, run) {
        later.push(run)
        return () => void later.splice(later.indexOf(run), 1)
      }
    },
    dialect: mqtt(mapping(given), 18_000) as unknown as Dialect<DialectState>,
    id: 'g',
    pinned: null,
    hear: () => {},
    query: (_query, send) => send(),
    warned: () => {},
    notTold: (act) => untold.push(act),
    orderLeft: () => {},
    trouble: () => {}
  })
  return { connection, sent, later, untold, link: (state: LinkState) => link(state) }
}

const relay = (n: number) => ({ topic: `g/${n}/set`, payload: '1', off: '0' })
const relays = {
  open: relay(1),
  close: relay(2),
  stop: relay(3),
  contacts: { closed: { topic: 'g/4/get', yes: '1', no: '0' } }
}
const brief = (sent: readonly OutgoingMessage[]) => sent.map(({ topic, payload }) => `${topic} ${payload}`)

test('at each connection every relay is let go, though the controller says nothing', () => {
  const { sent, link } = silent(relays)
  link('open')
  expect(brief(sent)).toEqual(['g/1/set 0', 'g/2/set 0', 'g/3/set 0'])
  link('lost')
  link('open')
  expect(sent.length).toBe(6)
})

test('a relay that the controller lacks fails no command; “off” follows, and a break of the line ends all that waits', async () => {
  const { connection, sent, later, untold, link } = silent(relays)
  link('open')
  sent.length = 0
  connection.tell('CLOSE')
  expect(brief(sent)).toEqual(['g/1/set 0', 'g/3/set 0', 'g/2/set 1'])
  await Promise.resolve()
  expect([untold, later.length]).toEqual([[], 1])
  later[0]!()
  expect(brief(sent).at(-1)).toBe('g/2/set 0')
  connection.tell('CLOSE')
  const left = later.length
  link('lost')
  expect([left, later.length]).toEqual([2, 1])
})

test('STOP ends what an earlier command has yet to send, also where the controller knows none', () => {
  const { stop: _, ...unstoppable } = relays
  const { connection, sent, later } = silent({ ...unstoppable, pauseSeconds: 30 })
  connection.tell('CLOSE')
  connection.tell('OPEN')
  expect(later.length).toBeGreaterThan(0)
  connection.tell('STOP')
  expect(later).toEqual([])
  for (const run of later.splice(0)) run()
  expect(brief(sent)).not.toContain('g/1/set 1')
})
