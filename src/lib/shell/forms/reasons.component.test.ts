import { beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Outcome } from '#lib/app/notebook/record.ts'
import { careWords } from '#lib/i18n/gates/care.ts'
import { words as t } from '#lib/i18n/words.ts'
import { ledTo } from '../../../../tests/components/app-navigation.ts'
import { finger, middleOf, stopTime } from '../../../../tests/components/fingers.ts'
import { renderIn, TestNotebook } from '../../../../tests/components/notebook.svelte.ts'
import ReasonScreen from './ReasonScreen.svelte'

const { care } = careWords
const act = vi.fn<(reason: string) => Promise<Outcome>>()
beforeEach(() => act.mockReset().mockResolvedValue({ ok: true, fact: {} } as Outcome))

const says = {
  label: t.note.reason,
  hint: t.note.reasonHint,
  missing: t.note.reasonMissing,
  hold: care.retireHold,
  holding: t.holdLonger
}
const field = page.getByLabelText(says.label, { exact: true })

async function shown(max = 40) {
  const place = {
    title: care.retired,
    note: 'Cổng 1B',
    back: '/gate/cong-1b',
    text: care.add,
    below: '/gates'
  }
  await renderIn(await TestNotebook.open(), ReasonScreen, {
    ...place,
    place: 'retire/cong-1b',
    says,
    max,
    act
  })
}

/** Holds the button for a second, as its own test shows it. */
async function hold() {
  const button = page.getByRole('button', { name: care.retireHold }).element()
  button.scrollIntoView({ block: 'center' })
  stopTime()
  await finger.down(middleOf(button))
  await vi.advanceTimersByTimeAsync(1_000)
  vi.useRealTimers()
  await finger.lift()
}

test('what cannot be undone at once takes a reason and a long press, and leads on', async () => {
  await shown()
  await field.fill('Cổng hỏng hẳn')
  await hold()
  await expect.poll(() => ledTo).toEqual([{ to: '/gates', replaces: true }])
  expect(act).toHaveBeenCalledExactlyOnceWith('Cổng hỏng hẳn')
})

test('without a reason, or with one that is too long, nothing is ended', async () => {
  await shown(5)
  await hold()
  await expect.element(page.getByRole('alert')).toHaveTextContent(says.missing)
  await field.fill('Cổng hỏng')
  await hold()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.note.over(4, 5))
  expect([act.mock.calls, ledTo]).toEqual([[], []])
})

test('a tap on the button ends nothing', async () => {
  await shown()
  await field.fill('Cổng hỏng hẳn')
  await page.getByRole('button', { name: care.retireHold }).click()
  await expect.element(page.getByText(t.holdLonger)).toBeVisible()
  expect(act).not.toHaveBeenCalled()
})

test('a refusal stands at the reason, which is kept', async () => {
  act.mockResolvedValue({ ok: false, refusal: { code: 'storage-full' } })
  await shown()
  await field.fill('Cổng hỏng hẳn')
  await hold()
  await expect.element(field).toHaveAccessibleDescription(t.unsaved['storage-full'])
  await expect.element(field).toHaveValue('Cổng hỏng hẳn')
  expect(ledTo).toEqual([])
})
