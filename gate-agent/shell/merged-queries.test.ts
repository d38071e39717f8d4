import { expect, test } from 'vitest'
import { MergedQueries } from './merged-queries.ts'

const birth = { topic: 'homeassistant/status', payload: 'online' }
let now = 0
let timers: { at: number; run: () => void }[] = []
const after = (ms: number, run: () => void) => {
  timers.push({ at: now + ms, run })
  return () => {}
}
function pass(ms: number) {
  now += ms
  const due = timers.filter(({ at }) => at <= now)
  timers = timers.filter(({ at }) => at > now)
  for (const { run } of due) run()
}

test('fifty gates that ask within a second ask twice, the last time after all of them', () => {
  const queries = new MergedQueries({ after })
  const sent: string[] = []
  for (let gate = 0; gate < 50; gate++) queries.send('mqtt://cong', birth, () => sent.push(`cong-${gate}`))
  expect(sent).toEqual(['cong-0'])
  pass(1_000)
  expect(sent).toEqual(['cong-0', 'cong-49'])
  queries.send('mqtt://cong', birth, () => sent.push('soon'))
  expect(sent).toHaveLength(2)
  pass(1_000)
  pass(1_000)
  queries.send('mqtt://cong', birth, () => sent.push('later'))
  expect(sent.slice(2)).toEqual(['soon', 'later'])
})

test('another broker, topic or payload is another query', () => {
  const queries = new MergedQueries({ after })
  const sent: number[] = []
  const send = () => void sent.push(sent.length)
  queries.send('mqtt://a', birth, send)
  queries.send('mqtt://b', birth, send)
  queries.send('mqtt://a', { ...birth, topic: 'ha/status' }, send)
  queries.send('mqtt://a', { ...birth, payload: 'ONLINE' }, send)
  expect(sent).toHaveLength(4)
})
