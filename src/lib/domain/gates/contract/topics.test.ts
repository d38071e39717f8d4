import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandsTo, parseTopic, replyTopicFor, topicOf, type GateTopic } from './topics.ts'

const unit = 'xa-phong-hiep'

test.each<[string, GateTopic]>([
  [
    'antt/v1/xa-phong-hiep/gate/cong-1b/cmd/ph-cong1b',
    { kind: 'command', unit, gate: 'cong-1b', account: 'ph-cong1b' }
  ],
  [
    'antt/v1/xa-phong-hiep/gate/cong-1b/look/ph-cong1b',
    { kind: 'look', unit, gate: 'cong-1b', account: 'ph-cong1b' }
  ],
  [
    'antt/v1/xa-phong-hiep/gate/cong-1b/box/ph-cong1b',
    { kind: 'box', unit, gate: 'cong-1b', account: 'ph-cong1b' }
  ],
  ['antt/v1/xa-phong-hiep/rsp/ph-cong1b/Tab-1', { kind: 'reply', unit, account: 'ph-cong1b', tab: 'Tab-1' }],
  ['antt/v1/xa-phong-hiep/gate/cong-1b/state', { kind: 'state', unit, gate: 'cong-1b' }],
  ['antt/v1/xa-phong-hiep/gate/cong-1b/alert', { kind: 'alert', unit, gate: 'cong-1b' }],
  ['antt/v1/xa-phong-hiep/agent/may-1/status', { kind: 'agent', unit, agent: 'may-1' }]
])('%s', (text, topic) => {
  expect(topicOf(topic)).toBe(text)
  expect(parseTopic(text)).toEqual(topic)
})

test('what an agent subscribes', () =>
  expect(commandsTo(unit, 'cong-1b')).toBe(`antt/v1/${unit}/gate/cong-1b/cmd/+`))

test.each([
  '',
  'antt/v2/xa/gate/a/state',
  'antt/v1//gate/a/state',
  'antt/v1/xa/gate/+/cmd/k',
  'antt/v1/xa/gate/a/cmd/#',
  'antt/v1/xa/gate/a/cmd/k/more',
  'antt/v1/xa/gate/a/cmd',
  'antt/v1/xa/gate/A/state',
  'antt/v1/xa/bell/gates',
  'cong01/set',
  `antt/v1/xa/gate/${'a'.repeat(65)}/state`
])('no topic of a gate: %s', (text) => expect(parseTopic(text)).toBeNull())

test('no name can make a topic mean another one, or several', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('+', '#', 'a/b', '', 'a/cmd/k')),
      fc.constantFrom('unit', 'gate', 'account'),
      (name, field) => {
        const topic = { kind: 'command' as const, unit, gate: 'cong-1b', account: 'k', [field]: name }
        let text: string
        try {
          text = topicOf(topic)
        } catch (problem) {
          expect(problem).toBeInstanceOf(RangeError)
          return
        }
        expect(parseTopic(text)).toEqual(topic)
      }
    )
  )
})

test('an agent answers to the actor’s own topic and nowhere else', () => {
  const actor = { unit, actor: 'ph-cong1b' }
  expect(replyTopicFor(actor, `antt/v1/${unit}/rsp/ph-cong1b/tab`)).toBe(`antt/v1/${unit}/rsp/ph-cong1b/tab`)
  for (const other of [
    `antt/v1/${unit}/rsp/ph-truong/tab`,
    'antt/v1/xa-khac/rsp/ph-cong1b/tab',
    'cong01/set',
    `antt/v1/${unit}/gate/cong-1b/state`,
    undefined,
    5
  ])
    expect(replyTopicFor(actor, other)).toBeNull()
})
