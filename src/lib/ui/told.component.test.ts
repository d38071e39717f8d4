import Clock from 'lucide-static/icons/clock.svg?raw'
import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { photoWords } from '#lib/i18n/photos/photos.ts'
import { words as t } from '#lib/i18n/words.ts'
import Chip from './Chip.svelte'
import Notice from './Notice.svelte'
import Photo from './Photo.svelte'
import Problem from './Problem.svelte'
import Progress from './Progress.svelte'
import StateChip from './StateChip.svelte'
import type { Tone } from './styles/tone.ts'

const tones: Tone[] = ['plain', 'green', 'amber', 'red', 'blue']

test('each tone is seen: no two chips are of one colour', async () => {
  const colours = new Set<string>()
  for (const tone of tones) {
    const { container } = await render(Chip, { text: t.sync.pending, tone, icon: Clock })
    colours.add(getComputedStyle(container.querySelector('.chip')!).color)
  }
  expect(colours.size).toBe(tones.length)
})

test('a problem interrupts whoever listens; what merely waits does not', async () => {
  const { rerender } = await render(Problem, { text: t.note.timeMissing })
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.note.timeMissing)
  await rerender({ tone: 'amber' })
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  await expect.element(page.getByText(t.note.timeMissing)).toBeVisible()
})

test('a notice is read out, but for the time that runs in it', async () => {
  const told = { icon: Clock, text: ['Từ ', { at: 0, text: '07:00' }, '.'] }
  const { rerender } = await render(Notice, { ...told, timer: '0:30' })
  await expect.element(page.getByRole('status')).toHaveTextContent('Từ 07:00.')
  expect(page.getByRole('timer').element().textContent).toBe('0:30')
  expect(document.querySelector<HTMLElement>('time')!.dataset['at']).toBe('0')
  await rerender({ timer: '' })
  await expect.element(page.getByRole('timer')).not.toBeInTheDocument()
})

test('the state of sync says to whoever listens what it is about', async () => {
  const { waiting, chip } = t.syncing
  const look = { text: waiting(3), tone: 'amber', icon: Clock, href: '/sync' } as const
  await render(StateChip, { ...look, label: chip(waiting(3)) })
  const link = page.getByRole('link', { name: chip(waiting(3)), exact: true })
  await expect.element(link).toHaveTextContent(waiting(3))
  expect(link.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(44)
})

test('progress is as long as its part of the whole, and nothing of nothing is none', async () => {
  for (const [value, of, part] of [
    [0, 8, 0],
    [3, 8, 3 / 8],
    [8, 8, 1],
    [0, 0, 0]
  ] as const) {
    const { container, unmount } = await render(Progress, { value, of, label: t.loading })
    const [whole, done] = ['.progress', '.done'].map((one) => container.querySelector<HTMLElement>(one)!)
    expect(done!.offsetWidth / whole!.clientWidth).toBeCloseTo(part, 1)
    await unmount()
  }
})

test('a picture is shown once it is open, with what it shows in words, and its memory is given back', async () => {
  const opening = Promise.withResolvers<Blob | { code: 'absent' }>()
  const given = vi.spyOn(URL, 'revokeObjectURL')
  const own = { alt: 'Xe ở cổng', loading: t.loading, problems: photoWords.problems }
  const { unmount } = await render(Photo, { ...own, opening: opening.promise })
  await expect.element(page.getByRole('status')).toHaveTextContent(t.loading)
  const canvas = new OffscreenCanvas(4, 4)
  canvas.getContext('2d')
  opening.resolve(await canvas.convertToBlob())
  const picture = page.getByRole('img', { name: own.alt })
  await expect.poll(() => (picture.query() as HTMLImageElement | null)?.naturalWidth).toBe(4)
  const { src } = picture.element() as HTMLImageElement
  await unmount()
  expect(given).toHaveBeenCalledExactlyOnceWith(src)
  given.mockRestore()
})

test('a picture that cannot be shown says why', async () => {
  const own = { alt: '', loading: t.loading, problems: photoWords.problems }
  await render(Photo, { ...own, opening: Promise.resolve({ code: 'absent' } as const) })
  await expect.element(page.getByText(photoWords.problems.absent)).toBeVisible()
  await expect.element(page.getByRole('img')).not.toBeInTheDocument()
})
