import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { PushSetting } from '#lib/app/settings/push-setting.svelte.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { unitWith } from '../../../tests/components/facts.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import WakeOffer from './WakeOffer.svelte'

type State = NonNullable<PushSetting['state']>
const t = notices.setting
const offer = page.getByText(t.offer)
const turnOn = page.getByRole('button', { name: t.turnOn })

let notebook: TestNotebook
/** How often the phone was asked whether it rings. */
let asked = 0
beforeEach(async () => {
  localStorage.removeItem('wake-offer-after')
  notebook = await TestNotebook.open()
  notebook.directory = unitWith()
})

/** Shows the offer on a phone that is in that state, and comes into the other by a tap. */
async function show(state: State, then: State = 'on') {
  const push = { state: async () => (asked++, state), turnOn: async () => then }
  notebook.put(PushSetting, new PushSetting({ push: async () => push } as never))
  return renderIn(notebook, WakeOffer, {})
}

test('a phone that would sleep through an alarm is offered to ring, by one tap', async () => {
  await show('off')
  await turnOn.click()
  await expect.element(page.getByText(t.on)).toBeVisible()
  await expect.element(turnOn).not.toBeInTheDocument()
})

test('what stood in the way of the tap is told, and the offer can be put off', async () => {
  await show('off', 'denied')
  await turnOn.click()
  await expect.element(page.getByText(t.states.denied)).toBeVisible()
  await page.getByRole('button', { name: t.later }).click()
  await expect.element(page.getByText(t.states.denied)).not.toBeInTheDocument()
})

test('an offer put off stays away for two weeks', async () => {
  const before = notebook.now()
  const { unmount } = await show('off')
  await page.getByRole('button', { name: t.later }).click()
  await unmount()
  const after = Number(localStorage.getItem('wake-offer-after'))
  expect(after - before).toBeGreaterThanOrEqual(14 * 86_400_000)
  asked = 0
  await (await show('off')).unmount()
  expect(asked).toBe(0)
  localStorage.setItem('wake-offer-after', String(before - 1))
  await show('off')
  await expect.element(offer).toBeVisible()
})

test('an iPhone is told how, a phone that rings or cannot is not asked', async () => {
  const phone = await show('not-installed')
  await expect.element(page.getByText(t.states['not-installed'])).toBeVisible()
  await expect.element(turnOn).not.toBeInTheDocument()
  await phone.unmount()
  for (const state of ['on', 'denied', 'unavailable', 'not-offered', 'unreachable'] as const) {
    const { container, unmount } = await show(state)
    await Promise.resolve()
    expect(container.textContent.trim()).toBe('')
    await unmount()
  }
})
