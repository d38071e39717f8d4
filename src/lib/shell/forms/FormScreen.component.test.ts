import { createRawSnippet, mount, unmount } from 'svelte'
import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { clockSentences } from '#lib/i18n/sync/clock.ts'
import { markingWords } from '#lib/i18n/secrecy/marking.ts'
import { words as t } from '#lib/i18n/words.ts'
import Field from '#lib/ui/forms/Field.svelte'
import { ledTo, navigate } from '../../../../tests/components/app-navigation.ts'
import { renderIn, TestNotebook } from '../../../../tests/components/notebook.svelte.ts'
import { Form } from './form.svelte.ts'
import FormScreen from './FormScreen.svelte'
import { SavedWord } from './saved-word.svelte.ts'

const key = 'gate/cong-1b'
const label = t.note.reason
const field = page.getByLabelText(label, { exact: true })
const save = page.getByRole('button', { name: t.note.save, exact: true })

let notebook: TestNotebook
let word: SavedWord
beforeEach(async () => {
  notebook = await TestNotebook.open()
  word = new SavedWord()
})

/** A form of one field, as every form of the app is made. */
const fieldOf = (form: Form<{ reason: string }, { reason: string }>) =>
  createRawSnippet(() => ({
    render: () => '<div></div>',
    setup: (place) => {
      const { draft } = form
      const drawn = mount(Field, {
        target: place,
        props: {
          label,
          get value() {
            return draft.reason
          },
          set value(reason) {
            draft.reason = reason
          },
          get problem() {
            return form.problems.reason
          }
        }
      })
      return () => void unmount(drawn)
    }
  }))

const draftOf = (reason: string) =>
  ({
    unit: 'thu',
    book: 'gates',
    stream: 'gate/cong-1b',
    type: 'gates.note-written',
    body: { what: 'closed', reason, who: 'Tư Khởi' }
  }) as const

const shown = (other: { enterSaves?: boolean; people?: boolean } = {}) =>
  renderIn(
    notebook,
    FormScreen,
    () => {
      const form = new Form<{ reason: string }, { reason: string }>(notebook.drafts, {
        key,
        initial: { reason: '' },
        problems: ({ reason }, asked) => ({ reason: asked && !reason ? t.note.reasonMissing : '' }),
        save: ({ reason }) => notebook.record(draftOf(reason))
      })
      return { form, title: t.note.title, back: '/gate/cong-1b', children: fieldOf(form), ...other }
    },
    word
  )

test('what is missing is told at its place, once somebody wants to save, and nothing is recorded', async () => {
  const { container } = await shown()
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  // A form that is longer than the screen, of which the end is seen.
  container.querySelector<HTMLElement>('.content')!.style.paddingBottom = '200vh'
  scrollTo(0, document.body.scrollHeight)
  await save.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.note.reasonMissing)
  await expect.element(page.getByRole('alert')).toBeInViewport()
  expect([notebook.recorded, ledTo]).toEqual([[], []])
})

test('a record leads to the page below its form, and leaves no draft', async () => {
  await shown()
  await field.fill('Đóng theo giờ')
  await expect.poll(() => notebook.onDisk.get(key)).toEqual({ reason: 'Đóng theo giờ' })
  await save.click()
  await expect.poll(() => ledTo).toEqual([{ to: '/gate/cong-1b', replaces: true }])
  expect(notebook.recorded).toMatchObject([{ body: { reason: 'Đóng theo giờ' } }])
  expect([...notebook.onDisk]).toEqual([])
})

test('what was begun is there again', async () => {
  notebook = await TestNotebook.open({ [key]: { reason: 'Viết dở dang' } })
  await shown()
  await expect.element(field).toHaveValue('Viết dở dang')
})

test('what the notebook refuses stays as it was typed, with the reason, and can be saved once more', async () => {
  await shown()
  await field.fill('Đóng theo giờ')
  notebook.refusal = { code: 'storage-full' }
  await save.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.unsaved['storage-full'])
  await expect.element(field).toHaveValue('Đóng theo giờ')
  expect(notebook.onDisk.get(key)).toEqual({ reason: 'Đóng theo giờ' })
  notebook.refusal = null
  await save.click()
  await expect.poll(() => ledTo).toHaveLength(1)
})

test('a second tap, and Enter after it, record nothing twice', async () => {
  await shown()
  await field.fill('Đóng theo giờ')
  await field.click()
  await userEvent.keyboard('{Enter}{Enter}')
  await save.click()
  await expect.poll(() => ledTo).toHaveLength(1)
  expect(notebook.recorded).toHaveLength(1)
})

test('where fields use Enter themselves it saves nothing', async () => {
  await shown({ enterSaves: false })
  await field.fill('Đóng theo giờ')
  await field.click()
  await userEvent.keyboard('{Enter}')
  expect(notebook.recorded).toEqual([])
})

test('the page comes at once, and the word that all is kept only when the draft is gone from the disk', async () => {
  const disk = Promise.withResolvers<void>()
  await shown()
  await field.fill('Đĩa chậm')
  notebook.disk = disk.promise
  await save.click()
  await expect.poll(() => ledTo).toHaveLength(1)
  word.take(notebook.lastOutcome)
  expect(word.fact).toBeNull()
  disk.resolve()
  await expect.poll(() => word.fact).not.toBeNull()
})

test('a save that takes long says so, and takes no more text meanwhile', async () => {
  const slow = Promise.withResolvers<void>()
  const { record } = notebook
  notebook.record = async (draft) => {
    await slow.promise
    return record.call(notebook, draft)
  }
  const { container } = await shown()
  await field.fill('Máy chậm')
  await save.click()
  await expect.element(page.getByRole('button', { name: t.note.saving })).toBeDisabled()
  expect(container.querySelector<HTMLElement>('.content')!.inert).toBe(true)
  slow.resolve()
  await expect.poll(() => ledTo).toHaveLength(1)
})

test('whoever has gone on before it is saved is not fetched back', async () => {
  const slow = Promise.withResolvers<void>()
  const { record } = notebook
  notebook.record = async (draft) => {
    await slow.promise
    return record.call(notebook, draft)
  }
  await shown()
  await field.fill('Đóng theo giờ')
  await save.click()
  navigate('link', location.pathname, '/incidents')
  slow.resolve()
  await expect.poll(() => notebook.recorded).toHaveLength(1)
  // The word is the last thing that a save does.
  word.take(notebook.lastOutcome)
  await expect.poll(() => word.fact).not.toBeNull()
  expect(ledTo).toEqual([])
})

test('a text with the marking of a state secret is not recorded, nor kept as a draft', async () => {
  await shown()
  await field.fill('Phương án')
  await expect.poll(() => [...notebook.onDisk]).toHaveLength(1)
  await field.fill('TỐI MẬT')
  await save.click()
  await expect.element(page.getByText(markingWords.title)).toBeVisible()
  await expect.element(field).toHaveAccessibleDescription(markingWords.here)
  expect([notebook.recorded, [...notebook.onDisk]]).toEqual([[], []])
  await page.getByRole('button', { name: markingWords.clear }).click()
  await expect.element(field).toHaveValue('')
  await expect.element(page.getByText(markingWords.cleared)).toBeVisible()
})

test('before a save it says what becomes of it, and that a clock which is wrong changes nothing of it', async () => {
  await shown({ people: true })
  await expect.element(page.getByText(t.note.promise)).toBeVisible()
  await expect.element(page.getByText(markingWords.never)).toBeVisible()
  notebook.clockOffset = 3_600_000
  const clock = clockSentences(3_600_000)!
  await expect.element(page.getByText(clock.off, { exact: false })).toBeVisible()
})

test('while somebody types on a small screen the field is free and what saves stays above the keys', async () => {
  const { innerWidth: width, innerHeight: height } = window
  const { container } = await shown()
  // A form that goes on below the field.
  container.querySelector<HTMLElement>('.content')!.style.paddingBottom = '200vh'
  await page.viewport(360, 400)
  field.element().focus()
  const isFree = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))
  }
  await expect.poll(() => [save.element(), field.element()].map(isFree)).toEqual([true, true])
  field.element().blur()
  await expect.element(save).not.toBeInViewport()
  await page.viewport(width, height)
})
