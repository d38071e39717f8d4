import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** Bodies that a form or a beacon of another site may send without asking the server first. */
let stack: TestStack
let keeper: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
})
afterAll(() => stack.stop())

/** Announces a body and never sends it: only a server that does not wait for it answers. */
const announce = (path: string, type: string | null) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = {
      cookie: keeper.headers['cookie']!,
      'x-antt': keeper.headers['x-antt']!,
      'content-length': '100000',
      ...(type !== null && { 'content-type': type })
    }
    const asked = request(stack.url + path, { method: 'POST', headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.once('end', () => {
        asked.destroy()
        resolve({ status: answer.statusCode!, text })
      })
    })
    asked.on('error', reject).flushHeaders()
  })

describe.each(['/broker', '/broker/alarm', '/push', '/devices', '/marks', '/seals', '/session', '/anything'])(
  'POST %s',
  (path) => {
    test.each([
      null,
      'text/plain;charset=UTF-8',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json-patch+json',
      'application/jsonp',
      'text/plain; application/json'
    ])('with a body of %s is 415, unread', async (type) => {
      const { status, text } = await announce(path, type)
      expect(status).toBe(415)
      expect(JSON.parse(text)).toEqual({
        error: 'bad_content_type',
        reason: 'Content-Type must be application/json'
      })
    })
  }
)

test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
  '%s is JSON',
  async (type) => {
    const init = { method: 'POST', headers: { ...keeper.headers, 'content-type': type }, body: '{}' }
    expect((await fetch(`${stack.url}/broker`, init)).status).toBe(200)
  }
)
