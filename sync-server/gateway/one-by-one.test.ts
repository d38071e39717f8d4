import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { oneByOne } from './one-by-one.ts'

let server: Server
let line: Socket
afterEach(() => {
  line.destroy()
  server.close()
})

/** A server whose answers are as the test gives them, and one line to it. */
async function world() {
  const asked: [path: string, answer: ServerResponse][] = []
  server = createServer(oneByOne(({ url }, answer) => void asked.push([url!, answer])))
  let arrived = 0
  const broken = new Set<string>()
  server.on('request', (incoming) => {
    arrived++
    incoming.once('error', () => broken.add(incoming.url!))
  })
  server.listen(0)
  await once(server, 'listening')
  line = connect((server.address() as AddressInfo).port)
  let read = ''
  line.on('data', (bytes) => (read += String(bytes)))
  return {
    arrived: () => arrived,
    broken,
    paths: () => asked.map(([path]) => path),
    answerTo: (path: string) => asked.find(([one]) => one === path)![1],
    ask: (...paths: string[]) =>
      line.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join('')),
    read: () => read
  }
}
const inTime = (holds: () => void) => expect.poll(() => (holds(), true)).toBe(true)

test('who has read an answer to its last byte may ask again before the server has noticed its end', async () => {
  const { arrived, paths, answerTo, ask, read } = await world()
  ask('/first')
  await inTime(() => expect(paths()).toEqual(['/first']))
  answerTo('/first').writeHead(200, { 'content-length': 5 }).write('whole')
  await inTime(() => expect(read()).toContain('whole'))
  ask('/second')
  await inTime(() => expect(arrived()).toBe(2))
  expect(paths()).toEqual(['/first'])
  answerTo('/first').end()
  await inTime(() => expect(paths()).toEqual(['/first', '/second']))
  answerTo('/second').end('more')
  await inTime(() => expect(read()).toContain('more'))
})

test('a line on which requests queue up is closed, and none of those that wait is begun', async () => {
  const { paths, ask } = await world()
  ask('/first', '/second', '/third')
  await once(line, 'close')
  expect(paths()).toEqual(['/first'])
})

test('of requests that queue up no more than two cost a trace of where they broke off', async () => {
  const { broken, arrived, ask } = await world()
  const paths = Array.from({ length: 50 }, (_, i) => `/${i}`)
  ask(...paths)
  await once(line, 'close')
  await inTime(() => expect(arrived()).toBe(50))
  await inTime(() => expect(broken.size).toBeGreaterThan(0))
  expect([...broken]).toEqual(paths.slice(0, broken.size))
  expect(broken.size).toBeLessThanOrEqual(2)
})
