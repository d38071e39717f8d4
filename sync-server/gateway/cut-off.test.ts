import { request, type ClientRequest, type ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { listen } from '../../tests/gateway/listen.ts'
import { forward } from './forward.ts'
import { doorOf } from './turns/door.ts'
import { limits } from './turns/limits.ts'

const database = '/db/antt-x-gates-2026q4/'
const whole = '_changes?include_docs=%74rue&since=1'
/** Read by the gateway until its client has gone. */
const late = '_changes?since=late'

/** A server before a CouchDB that answers when the test has it do so. A turn lasts longer than any test. */
async function stand(leftMs = 60_000) {
  const working = new Map<string, ServerResponse>()
  const ended: string[] = []
  const couch = await listen((incoming, outgoing) => {
    const what = incoming.url!.slice(database.length)
    if (what === 'epoch') return void outgoing.end('{}')
    working.set(what, outgoing)
    outgoing.once('close', () => ended.push(what))
  })
  const heavy = { ...limits.heavy, holdMs: 60_000, burst: 1e9 }
  const remembered = ({ headers }: { headers: Record<string, unknown> }) => String(headers['x-who'])
  const door = doorOf({ ...limits, heavy }, { remembered: remembered as never })
  let [asked, came, left] = [0, 0, 0]
  const url = await listen((incoming, outgoing) => {
    const path = incoming.url!
    came++
    outgoing.once('close', () => !outgoing.writableEnded && left++)
    door.request(incoming, outgoing, () => {
      const answered = incoming.method === 'POST' && { answered: (rows: object[]) => rows }
      const onward = { path, longpoll: path.includes('longpoll'), leftMs, as: {}, ...answered }
      const pass = () => forward({ url: couch, headers: {} }, onward, incoming, outgoing)
      if (path.endsWith(late)) outgoing.once('close', pass)
      else pass()
    })
  })
  const ask = (who: string, what: string, method = 'GET') => {
    asked++
    const headers = { 'x-who': who, 'content-length': '0' }
    const one = request(url + database + what, { method, headers, agent: false })
    return one
      .on('error', () => {})
      .on('response', (answer) => answer.resume())
      .end()
  }
  const answers = async (who: string, what: string) =>
    new Promise((resolve) => ask(who, what).once('response', (answer) => answer.once('end', resolve)))
  /** Has clients go away, all of whose requests have come. */
  const leave = async (...all: ClientRequest[]) => {
    await expect.poll(() => came).toBe(asked)
    const before = left
    for (const one of all) one.destroy()
    await expect.poll(() => left).toBe(before + all.length)
    // By when that has been answered, CouchDB has whatever it was asked because they left.
    await answers('honest', 'epoch')
  }
  const isAsked = (what: string) => expect.poll(() => [...working.keys()]).toContain(what)
  return { working, ended, ask, answers, leave, isAsked }
}

test('whoever cuts off large requests has CouchDB work on one at a time', async () => {
  const { working, ask, leave, isAsked } = await stand()
  for (let i = 1; i <= 5; i++) {
    const asked = [ask('liar', `${whole}${i}`), ask('liar', `${whole}${i}x`)]
    await isAsked(`${whole}${i}`)
    await leave(...asked)
    const next = ask('liar', `${whole}${i}y`)
    await leave()
    expect([...working.keys()]).toEqual([`${whole}${i}`])
    working.get(`${whole}${i}`)!.end('{}')
    await isAsked(`${whole}${i}y`)
    working.get(`${whole}${i}y`)!.end('{}')
    await new Promise((resolve) => next.once('close', resolve))
    working.clear()
  }
})

test('CouchDB is heard until it begins to answer a client that has gone, and no longer', async () => {
  const { working, ended, ask, leave, isAsked } = await stand()
  const asked = ask('a', whole)
  await isAsked(whole)
  await leave(asked)
  expect(ended).toEqual([])
  working.get(whole)!.write('{"results":[')
  await expect.poll(() => ended).toEqual([whole])
})

test('a CouchDB that does not begin to answer a client that has gone is given up after a while', async () => {
  const { ended, ask, answers, leave, isAsked, working } = await stand(50)
  const asked = ask('a', whole)
  await isAsked(whole)
  await leave(asked)
  await expect.poll(() => ended).toEqual([whole])
  const next = answers('b', `${whole}2`)
  await isAsked(`${whole}2`)
  working.get(`${whole}2`)!.end('{}')
  await next
})

test('of whoever has gone before CouchDB was asked nothing is read, and everything written', async () => {
  const { working, ask, answers, leave, isAsked } = await stand()
  await leave(ask('a', late))
  expect(working.size).toBe(0)
  const next = answers('b', whole)
  await isAsked(whole)
  working.get(whole)!.end('{}')
  await next
  await leave(ask('a', late, 'POST'))
  await isAsked(late)
})

test('a long poll that waits holds up nobody, and ends at CouchDB with its client', async () => {
  const { working, ended, ask, answers, leave, isAsked } = await stand()
  const poll = `${whole}&feed=longpoll`
  const asked = ask('agent', poll)
  await isAsked(poll)
  const next = answers('b', whole)
  await answers('honest', 'epoch')
  expect(working.has(whole)).toBe(false)
  working.get(poll)!.write('{"results":[')
  await isAsked(whole)
  working.get(whole)!.end('{}')
  await next
  ended.length = 0
  await leave(asked)
  await expect.poll(() => ended).toEqual([poll])
})
