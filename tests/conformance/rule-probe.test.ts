import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import nano from 'nano'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { probeRule } from '../../sync-server/gatekeeper/probe.ts'
import { validator, type Design, type Validator } from '../../sync-server/gatekeeper/validator.ts'
import { startTestStack, type TestStack } from '../stack.ts'

/** Starts against a CouchDB whose JavaScript engine does not do what it should. */
let stack: TestStack
let rule: Validator
const database = `rule-probe-${randomBytes(4).toString('hex')}`
beforeAll(async () => {
  stack = await startTestStack()
  rule = await validator()
})
afterAll(async () => {
  await stack.couch.nano.db.destroy(database)
  await stack.stop()
})

/** Probes with rules that are changed on their way. @returns what the operator reads, or null */
const probe = (change: (design: Design) => Partial<Design>) => {
  const designFor: Validator['designFor'] = (...place) => {
    const design = rule.designFor(...place)
    return { ...design, ...change(design) }
  }
  return probeRule(stack.couch, { designFor }, { database }).then(
    () => null,
    (problem: Error) => [problem.name, problem.message]
  )
}
const validating = (text: string) => () => ({ validate_doc_update: text })
const sentence = (heard: RegExp) => [
  'OperatorError',
  expect.stringMatching(
    new RegExp(
      `^CouchDB http:\\S+ không chạy được quy tắc kiểm tra bản ghi \\(.*(?:${heard.source}).*\\), nên .* nhật ký của CouchDB\\.$`,
      's'
    )
  )
]

test('the rules answer, again and again, and nothing is stored', async () => {
  expect(await probe(() => ({}))).toBeNull()
  expect(await probe(() => ({}))).toBeNull()
  const { rows } = await stack.couch.nano.use(database).list()
  expect(rows.map(({ id }) => id)).toEqual(['_design/probe'])
})

test('a rule that takes everything is no rule', async () => {
  expect(await probe(validating('function () {}'))).toEqual(sentence(/không từ chối gì/))
  const isPhoto = ({ lib }: Design) => 'gate' in lib
  for (const kind of [true, false])
    expect(
      await probe((design) => (isPhoto(design) === kind ? { validate_doc_update: 'function () {}' } : {}))
    ).toEqual(sentence(/không từ chối gì/))
})

test('an engine that lacks what the rule uses is told of by its own words', async () => {
  const lacking = 'function () { "".normalise() }'
  expect(await probe(validating(lacking))).toEqual(sentence(/Error/))
  expect(await probe(({ lib }) => ({ lib: { ...lib, rule: 'exports.default = nothing' } }))).toEqual(
    sentence(/nothing|Error/)
  )
})

test('so is a refusal for another reason', async () => {
  expect(await probe(validating('function () { throw { forbidden: "không" } }'))).toEqual(
    sentence(/forbidden: không/)
  )
})

test('one that does not answer is not waited for', async () => {
  const silent = createServer((incoming, outgoing) => {
    incoming.resume()
    if (!incoming.url!.endsWith('_bulk_docs')) outgoing.end('{}')
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  await expect(probeRule({ nano: nano(url), url }, rule, { withinMs: 200 })).rejects.toThrow(
    /^CouchDB \S+ không chạy được quy tắc kiểm tra bản ghi \(không trả lời kịp\)/
  )
  silent.closeAllConnections()
  silent.close()
})

test('afterwards the right rules answer as before', async () => expect(await probe(() => ({}))).toBeNull())
