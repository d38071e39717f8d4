import { expect, test } from 'vitest'
import { standing as en } from './admission-en.ts'
import { standing as vi } from './admission-vi.ts'
import { sessions as sessionsEn } from './sessions-en.ts'
import { sessions as sessionsVi } from './sessions-vi.ts'

test('before a phone is stopped, or its session ended, the last sentence says who still reads what it holds', () => {
  const last = (text: string) => text.match(/[^.]+\.$/)![0]
  for (const text of [vi.phone.text, sessionsVi.text])
    expect(last(text)).toContain('ai biết mã PIN vẫn xem được')
  for (const text of [en.phone.text, sessionsEn.text])
    expect(last(text)).toMatch(/whoever knows (its|the) PIN/)
})

test('what the server does not have yet says first that it does not hold, for each act', () => {
  expect(Object.keys(vi.waits)).toEqual(Object.keys(vi.done))
  for (const says of Object.values(vi.waits)) expect(says('Tư Khởi')).toMatch(/^CHƯA có hiệu lực: .*Tư Khởi/)
  for (const says of Object.values(en.waits)) expect(says('Tư Khởi')).toMatch(/^NOT in force yet: .*Tư Khởi/)
})
