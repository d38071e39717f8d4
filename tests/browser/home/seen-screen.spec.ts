import { vi } from '#lib/i18n/vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, test } from '../fixtures.ts'
import { keepScreen, restart, shelved } from './seen-steps.ts'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const phoneOf = phonesOfFile(() => server)

const states = [...Object.values(vi.gates.states), live.hold, live.open]
const tellsStates = (text: string) => states.filter((word) => text.includes(word))
const old = vi.seen.old('').trim()

for (const [address, shown] of [
  ['/', vi.home.tasks],
  ['/gates', 'Cổng Chùa']
] as const)
  test(`the first screen stands as it was seen last before the store opens, without how any gate stands: ${address}`, async () => {
    const phone = await phoneOf('ph-truong', address)
    await expect(phone.page.locator('main').getByText(shown).first()).toBeVisible()
    await keepScreen(phone, address)
    const sight = await restart(phone, address)
    expect(sight).toMatchObject({ isOpen: false, isCovered: true })
    expect(sight?.text).toContain(shown)
    expect(sight?.text).toContain(old)
    expect(tellsStates(sight?.text ?? '')).toEqual([])
    await expect(phone.page.locator('main').getByText(shown).first()).toBeVisible()
  })

test('a keeper’s first screen offers no act on a gate before it is live', async () => {
  const phone = await phoneOf('ph-cong1b')
  const acts = phone.page.getByRole('button', { name: /^(Giữ|Trượt|Dừng)/ })
  await expect(acts.first()).toBeVisible()
  await keepScreen(phone, '/')
  const sight = await restart(phone, '/')
  expect(sight?.text).toContain(old)
  expect(tellsStates(sight?.text ?? '')).toEqual([])
  await expect(acts.first()).toBeVisible()
})

test('a spoilt screen, or one of another address, is not shown; the notebook opens all the same', async () => {
  const phone = await phoneOf('ph-truong', '/gates')
  const { page } = phone
  await keepScreen(phone, '/gates')
  await phoneOf('ph-truong', '/')
  await keepScreen(phone, '/')
  const gates = await shelved(page, '/gates')
  const home = await shelved(page, '/')
  await shelved(page, '/', { from: home!, to: gates! })
  expect(await restart(phone, '/')).toBeUndefined()
  await keepScreen(phone, '/')
  const sealed = await shelved(page, '/')
  await shelved(page, '/', { from: sealed!.slice(40, 44), to: 'AAAA' })
  expect(await restart(phone, '/')).toBeUndefined()
})
