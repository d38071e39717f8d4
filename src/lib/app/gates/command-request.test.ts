import { expect, test } from 'vitest'
import { putOff } from './command-request.ts'

test('a closing is put off once an evening, by police more often; another evening’s is another matter', () => {
  const [tonight, tomorrow] = [1_000, 2_000]
  expect(putOff(tonight, [], false)).toEqual({ until: null, offers: true })
  expect(putOff(tonight, [tonight], false)).toEqual({ until: tonight, offers: false })
  expect(putOff(tonight, [tonight], true)).toEqual({ until: tonight, offers: true })
  expect(putOff(tonight, [tomorrow], false)).toEqual({ until: null, offers: true })
  expect(putOff(null, [tonight], true)).toEqual({ until: null, offers: false })
})
