import { expect, test } from 'vitest'
import { ignoreIfDone } from './apply.ts'

const problem = (statusCode: number, reason = 'x') => Object.assign(new Error(reason), { statusCode, reason })

test.each([
  ['created', problem(412)],
  ['written', problem(409)],
  ['removed', problem(404)],
  ['written, as CouchDB says it of a database under creation', problem(500, 'conflict')]
])('what another server has %s is no trouble', (_, known) => {
  expect(() => ignoreIfDone(known)).not.toThrow()
})

test.each([problem(500), problem(401), problem(503, 'conflict'), new Error('conflict')])('%s is', (other) => {
  expect(() => ignoreIfDone(other)).toThrow(other)
})
