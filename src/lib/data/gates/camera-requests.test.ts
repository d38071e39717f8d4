import { expect, test } from 'vitest'
import type { CameraGrant } from '#lib/domain/gates/contract/camera/camera-request.ts'
import { GateClock } from './gate-clock.ts'
import { CameraRequests } from './camera-requests.ts'

const id = '01930000-0000-7000-8000-000000000001'
const common = {
  v: 1,
  id,
  unit: 'phuong-lang-tron',
  gate: 'cong-1b',
  key: 'k'.repeat(43),
  at: 1_000
} as const
type Refusal = Extract<CameraGrant, { sight: 'refused' }>['refusal']

const sights = () =>
  new CameraRequests({
    isOpen: () => true,
    ask: async () => 'sent',
    clockOf: () => new GateClock({ server: () => 1_000, device: () => 1_000, steady: () => 0 }),
    newId: () => id,
    after: () => () => {}
  })

async function toldAfter(refusal: Refusal) {
  const asked = sights()
  const told = asked.look('cong-1b')
  await Promise.resolve()
  asked.answered({ ...common, sight: 'refused', refusal })
  return told
}

test('what a role does not allow is told of the account', async () => {
  expect(await toldAfter({ code: 'NOT_ALLOWED', why: 'role' })).toEqual({ code: 'refused' })
})

test.each(['STALE', 'CLOCK_SKEW', 'BAD_SIGNATURE', 'REVOKED'] as const)(
  '%s: nothing is said of the account, and the wish is repeated',
  async (code) => {
    expect(await toldAfter({ code })).toEqual({ code: 'UNKNOWN' })
  }
)
