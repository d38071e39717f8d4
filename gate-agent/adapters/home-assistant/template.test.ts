import { expect, test } from 'vitest'
import { positionPayload, rendered } from './render.ts'
import { compiled, isCommand, isReadable } from './template.ts'

const say = (template: string, payload: unknown) => {
  const read = compiled(template)
  if (!read) throw new Error(`needs mapping: ${template}`)
  return rendered(read, typeof payload === 'string' ? payload : JSON.stringify(payload))
}

test('19 templates: dots, brackets, lists, literals around, spaces; filters read a number and round none', () => {
  const report = { a: { 'b-c': [{ d: 'x' }] }, n: 41.6, text: ' y ', yes: true, nothing: null }
  expect(say("{{ value_json.a['b-c'][0].d }}", report)).toBe('x')
  expect(say('{{value_json["n"]|int}}', report)).toBe('41.6')
  expect(say('{{- value_json.n | round(0) -}}', report)).toBe('41.6')
  expect(say('{{ value_json.n | float | int }}', report)).toBe('41.6')
  expect(say(' cửa {{ value_json.text }}: {{ value_json.n }} ', report)).toBe('cửa  y : 41.6')
  expect(say('{{ value_json.text }}', report)).toBe('y')
  expect(say('{{ value_json.yes }}{{ value_json.nothing }}', report)).toBe('TrueNone')
  expect(say('{{ value | int }}', '57.0')).toBe('57')
})

test('19 templates: what is not there says nothing, and no default makes it 0', () => {
  expect(say('state-{{ value_json.missing }}', { here: 1 })).toBe(null)
  expect(say('{{ value_json.a.b.c }}', { a: 'text' })).toBe(null)
  expect(say('{{ value_json.length }}', [1, 2])).toBe(null)
  expect(say('{{ value_json.__proto__ }}', {})).toBe(null)
  expect(say('{{ value_json.a | int }}', { a: 'unset' })).toBe(null)
  expect(say('{{ value_json.a | int }}', { a: null })).toBe(null)
  expect(say('{{ value_json.a }}', 'no json')).toBe(null)
  expect(say('{{ value }}', '')).toBe(null)
})

test.each([
  '{% if value == "1" %}closed{% endif %}',
  '{{ value_json.a + 1 }}',
  '{{ 100 - value | int }}',
  '{{ value | int(0) }}',
  '{{ value | round(1) }}',
  '{{ value | default("closed") }}',
  '{{ value_json.a | upper }}',
  "{{ is_state('cover.x', 'open') }}",
  '{{ states("x") }}',
  '{{ value.a }}',
  '{{ values }}',
  '{{ value_json.get("a") }}',
  '{{ value_json["a\\"b"] }}',
  '{{ value_json.a }} {# note #}',
  '{{ value_json.a',
  '{{ "closed" }}',
  'closed',
  '',
  '{% if "a" in value_json and value_json["b"] %} {{ value_json["a"] }} {% else %} stop {% endif %}'
])('19 templates: %s needs mapping', (template) => {
  expect(compiled(template)).toBe(null)
})

test('19 templates: a report knows no position, a command no report', () => {
  expect(isReadable(compiled('{{ position }}')!)).toBe(false)
  expect(isCommand(compiled('{{ value_json.a }}')!)).toBe(false)
  expect(positionPayload(compiled('{"at": {{ position }}, "raw": {{ value }}}'), 40, 9600)).toBe(
    '{"at": 40, "raw": 9600}'
  )
})
