import Eye from 'lucide-static/icons/eye.svg?raw'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { words as t } from '#lib/i18n/words.ts'
import { bound } from '../../../../tests/components/bound.ts'
import CameraButton from './CameraButton.svelte'
import Field from './Field.svelte'
import MoneyField from './MoneyField.svelte'
import PersonPicker from './PersonPicker.svelte'

const { hui } = huiWords
const field = (label: string) => page.getByLabelText(label, { exact: true })

test('what is typed reaches the form, on one line and on several', async () => {
  const label = t.note.reason
  for (const multiline of [false, true]) {
    const held = bound('')
    const { unmount } = await render(Field, Object.assign(held, { label, multiline }))
    await field(label).fill('Mất hai can dầu')
    expect(held.value).toBe('Mất hai can dầu')
    await unmount()
  }
})

test('a field names itself, its hint and its problem to whoever listens', async () => {
  const props = { label: t.note.reason, value: '', hint: t.note.reasonHint }
  const { rerender } = await render(Field, props)
  await expect.element(field(props.label)).toHaveAccessibleDescription(props.hint)
  await expect.element(field(props.label)).toBeValid()
  const problem = t.note.timeMissing
  await rerender({ problem })
  await expect.element(page.getByRole('alert')).toHaveTextContent(problem)
  await expect.element(field(props.label)).toHaveAccessibleDescription(`${problem} ${props.hint}`)
  await expect.element(field(props.label)).toBeInvalid()
  await rerender({ problem: '' })
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
})

test('no browser remembers what is typed unless it is told to', async () => {
  const { rerender } = await render(Field, { label: t.signIn.account, value: '' })
  await expect.element(field(t.signIn.account)).toHaveAttribute('autocomplete', 'off')
  await rerender({ autocomplete: 'username' })
  await expect.element(field(t.signIn.account)).toHaveAttribute('autocomplete', 'username')
})

test('the button in a field does its own and does not send a form', async () => {
  const run = vi.fn<() => void>()
  const action = { label: t.signIn.show, icon: Eye, run }
  const { rerender } = await render(Field, { label: t.signIn.password, value: '', type: 'password', action })
  await page.getByRole('button', { name: t.signIn.show }).click()
  expect(run).toHaveBeenCalledTimes(1)
  await expect.element(page.getByRole('button')).toHaveAttribute('type', 'button')
  await rerender({ action: { ...action, bare: true } })
  // Its name is still read out.
  await expect.element(page.getByRole('button', { name: t.signIn.show })).toHaveTextContent('')
})

test('a sum is grouped while it is typed; words stay as they are', async () => {
  const held = bound('')
  const label = hui.form.face
  await render(MoneyField, Object.assign(held, { label }))
  await field(label).click()
  await userEvent.keyboard('2000000')
  await expect.element(field(label)).toHaveValue('2.000.000')
  expect(held.value).toBe('2.000.000')
  await expect.element(field(label)).toHaveAttribute('inputmode', 'numeric')
  await field(label).fill('hai triệu')
  await expect.element(field(label)).toHaveValue('hai triệu')
})

test('who is found can be picked; whoever is not found can be added, and nobody is offered before a word is typed', async () => {
  const [onpick, onadd] = [vi.fn<(id: string) => void>(), vi.fn<() => void>()]
  const found = [
    { id: '1', name: 'Ba Huệ', note: 'Khóm 5' },
    { id: '2', name: 'Ba Út', note: '' }
  ]
  const addLabel = hui.person.add('Ba')
  const { rerender } = await render(PersonPicker, {
    label: hui.host,
    query: '  ',
    found,
    addLabel,
    onpick,
    onadd
  })
  await expect.element(page.getByRole('button')).not.toBeInTheDocument()
  await rerender({ query: 'Ba' })
  await page.getByRole('button', { name: 'Ba Út' }).click()
  expect(onpick).toHaveBeenCalledExactlyOnceWith('2')
  await rerender({ found: [] })
  await page.getByRole('button').click()
  expect(onadd).toHaveBeenCalledTimes(1)
})

test('the same picture can be taken twice in a row, and none while the first is being read', async () => {
  const onpicture = vi.fn<(picture: Blob) => void>()
  const label = t.note.save
  const { container, rerender } = await render(CameraButton, { label, onpicture })
  const input = container.querySelector('input')!
  expect([input.accept, input.getAttribute('capture')]).toEqual(['image/*', 'environment'])
  const picture = new File(['ảnh'], 'anh.jpg', { type: 'image/jpeg' })
  for (const times of [1, 2]) {
    await userEvent.upload(input, picture)
    await expect.poll(() => onpicture.mock.calls.length).toBe(times)
    expect(input.files).toHaveLength(0)
  }
  await rerender({ busy: true })
  expect(input.disabled).toBe(true)
})
