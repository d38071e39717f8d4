import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { finger, middleOf } from '../../../../tests/components/fingers.ts'
import SlideButton from './SlideButton.svelte'

const onslid = vi.fn<() => void>()
beforeEach(() => void onslid.mockClear())
afterEach(() => finger.away())

async function slide(props: { disabled?: boolean } = {}) {
  const { container } = await render(SlideButton, { label: live.form.slide, onslid, ...props })
  const thumb = container.querySelector<HTMLElement>('.thumb')!
  const track = container.querySelector<HTMLElement>('.track')!
  const at = middleOf(thumb)
  const length = track.clientWidth - 2 * thumb.offsetLeft - thumb.offsetWidth
  return {
    container,
    thumb,
    track,
    range: container.querySelector('input')!,
    drawn: () => Number(track.style.getPropertyValue('--drawn')),
    /** A place of the slide: 0 is where the thumb rests, 1 the very end. */
    place: (part: number) => ({ x: at.x + part * length, y: at.y })
  }
}

test('a finger that takes the thumb to the very end and lifts there acts, once', async () => {
  const { place, drawn } = await slide()
  await finger.down(place(0))
  for (const part of [0.3, 0.7, 1]) {
    await finger.move(place(part))
    expect(drawn()).toBeCloseTo(part, 2)
  }
  expect(onslid).not.toHaveBeenCalled()
  await finger.lift()
  expect(onslid).toHaveBeenCalledTimes(1)
  expect(drawn()).toBe(0)
})

test('one that lifts before the end does nothing, and the thumb goes back', async () => {
  const { place, drawn } = await slide()
  await finger.down(place(0))
  await finger.move(place(0.97))
  expect(drawn()).toBeCloseTo(0.97, 2)
  await finger.lift()
  expect(drawn()).toBe(0)
  expect(onslid).not.toHaveBeenCalled()
})

test('one that thinks better of it at the end, and takes the thumb back, does nothing', async () => {
  const { place } = await slide()
  await finger.down(place(0))
  await finger.move(place(1.2))
  await finger.move(place(0.5))
  await finger.lift()
  expect(onslid).not.toHaveBeenCalled()
})

test('one that the system takes over at the end does nothing', async () => {
  const { place, drawn } = await slide()
  await finger.down(place(0))
  await finger.move(place(1))
  await finger.lose()
  expect(drawn()).toBe(0)
  expect(onslid).not.toHaveBeenCalled()
})

test('a tap does nothing, wherever it falls', async () => {
  const { place, drawn } = await slide()
  for (const part of [0, 0.5, 1]) {
    await finger.down(place(part))
    await finger.lift()
    expect(drawn()).toBe(0)
  }
  expect(onslid).not.toHaveBeenCalled()
})

test('a page is scrolled over the track, which acts on nothing', async () => {
  const { container, place, drawn } = await slide()
  container.style.paddingBottom = '200vh'
  const at = place(0.6)
  await finger.down(at)
  for (const y of [20, 60, 120]) await finger.move({ x: at.x, y: at.y - y })
  await expect.poll(() => scrollY).toBeGreaterThan(0)
  // Without the swing of a finger that lifts.
  await finger.lose()
  expect(drawn()).toBe(0)
  expect(onslid).not.toHaveBeenCalled()
})

test('a finger on the thumb that goes up and down neither scrolls nor acts', async () => {
  const { container, place } = await slide()
  container.style.paddingBottom = '200vh'
  const at = place(0)
  await finger.down(at)
  for (const y of [20, 60, 120]) await finger.move({ x: at.x, y: at.y + y })
  await finger.lift()
  expect(scrollY).toBe(0)
  expect(onslid).not.toHaveBeenCalled()
})

test('keys take it to the end step by step, and act once there', async () => {
  const { range, drawn } = await slide()
  range.focus()
  for (let i = 1; i < 10; i++) {
    await userEvent.keyboard('{ArrowRight}')
    expect(drawn()).toBeCloseTo(i / 10)
  }
  expect(onslid).not.toHaveBeenCalled()
  await userEvent.keyboard('{ArrowRight}')
  expect(onslid).toHaveBeenCalledTimes(1)
  expect(drawn()).toBe(0)
})

test('a key that is held takes it one step, however long', async () => {
  const { range, drawn } = await slide()
  range.focus()
  await userEvent.keyboard('{ArrowRight>35/}')
  expect(drawn()).toBeCloseTo(0.1)
  expect(onslid).not.toHaveBeenCalled()
})

test('no single key or jump of a screen reader takes it there', async () => {
  const { range, drawn } = await slide()
  range.focus()
  await userEvent.keyboard('{End}')
  expect([drawn(), range.value]).toEqual([0, '0'])
  range.value = '100'
  range.dispatchEvent(new Event('input', { bubbles: true }))
  expect([drawn(), range.value]).toEqual([0, '0'])
  expect(onslid).not.toHaveBeenCalled()
})

test('what keys have begun is over when the focus goes on', async () => {
  const { range, drawn } = await slide()
  range.focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(drawn()).toBeCloseTo(0.2)
  range.blur()
  await expect.poll(drawn).toBe(0)
})

test('while it is disabled nothing moves it', async () => {
  const { place, range, drawn } = await slide({ disabled: true })
  await finger.down(place(0))
  await finger.move(place(1))
  expect(drawn()).toBe(0)
  await finger.lift()
  range.focus()
  expect(document.activeElement).not.toBe(range)
  expect(onslid).not.toHaveBeenCalled()
})
