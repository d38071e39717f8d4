import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { Alerts } from '#lib/app/gates/alerts.svelte.ts'
import { PushSetting } from '#lib/app/settings/push-setting.svelte.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { deviceCode } from '#lib/app/devices/device-code.ts'
import { standingWords } from '#lib/i18n/devices/admission.ts'
import { noticeWords } from '#lib/i18n/settings/notice-words.ts'
import { noticeSentence } from '#lib/i18n/settings/notices.ts'
import { words as t } from '#lib/i18n/words.ts'
import { openPage } from '../../../tests/components/app-state.svelte.ts'
import { unitWith } from '../../../tests/components/facts.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import AccessNotice from './AccessNotice.svelte'
import AlertBanner from './AlertBanner.svelte'
import NotYours from './NotYours.svelte'
import UpdateBanner from './UpdateBanner.svelte'
import { wholeApp } from './whole-app.svelte.ts'

let notebook: TestNotebook
let alerts: Alerts
beforeEach(async () => {
  notebook = await TestNotebook.open()
  notebook.directory = unitWith(
    { gate: 'cong-1b', name: 'Cổng 1B', kind: 'hand' },
    { gate: 'cong-2', name: 'Cổng 2', kind: 'hand' }
  )
  alerts = new Alerts({ ...notebook.deps, openAttention: () => Promise.reject(new Error('none')) })
  vi.spyOn(alerts, 'badge').mockResolvedValue()
  notebook.put(Alerts, alerts)
  notebook.put(PushSetting, { renew: async () => {} })
})
afterEach(() => {
  wholeApp.state = 'none'
  vi.restoreAllMocks()
})

const alert = (gate: string, at: number) =>
  ({ gate, alert: 'not-closed', at, minutes: undefined }) as unknown as Alerts['standing'][number]

test('the newest alert of a gate stands above every page, with how many others there are, until somebody has looked', async () => {
  openPage('/incidents')
  const { container } = await renderIn(notebook, AlertBanner, {})
  const banner = page.getByRole('status')
  await expect.element(banner).toHaveTextContent('')
  alerts.standing = [alert('cong-1b', 2_000), alert('cong-2', 1_000)]
  const said = noticeSentence(noticeWords, { kind: 'not-closed', minutes: undefined })
  await expect.element(banner).toHaveTextContent(`Cổng 1B ${said}`)
  await expect.element(banner).toHaveTextContent(noticeWords.more(1))
  await expect.element(page.getByRole('link')).toHaveAttribute('href', '/gate/cong-1b')
  // It has a place of its own on the page, over nothing.
  const beside = document.createElement('p')
  container.after(beside)
  const room = () => beside.getBoundingClientRect().top - container.getBoundingClientRect().top
  await expect.poll(room).toBeGreaterThan(50)
  openPage('/gate/cong-1b')
  await expect.element(banner).toHaveTextContent('Cổng 2')
  await page.getByRole('button', { name: noticeWords.dismiss }).click()
  await expect.element(banner).toHaveTextContent('')
  await expect.poll(room).toBe(0)
  beside.remove()
})

test('a build that the server no longer understands says so, and loses nothing; it can be put off', async () => {
  await renderIn(notebook, UpdateBanner, { outdated: true })
  const banner = page.getByRole('status')
  await expect.element(banner).toHaveTextContent(t.update.outdated)
  // Where no worker keeps the app it comes anew with each loading.
  await expect.element(page.getByRole('button', { name: t.update.apply })).toBeVisible()
  wholeApp.state = 'here'
  await expect.element(page.getByRole('button', { name: t.update.look })).toBeVisible()
  await page.getByRole('button', { name: t.update.later }).click()
  await expect.element(banner).not.toBeInTheDocument()
})

test('on the pages of a gate and an alarm it stands above, where it covers no button', async () => {
  const { container } = await renderIn(notebook, UpdateBanner, { outdated: true })
  const top = () => container.querySelector('.banner')!.getBoundingClientRect().top
  await expect.poll(top).toBeGreaterThan(innerHeight / 3)
  for (const path of ['/gate/cong-1b', '/alarm']) {
    openPage(path)
    await expect.poll(top).toBeLessThan(innerHeight / 4)
    openPage('/gates')
    await expect.poll(top).toBeGreaterThan(innerHeight / 3)
  }
})

test('without anything new nothing is said', async () => {
  await renderIn(notebook, UpdateBanner, { outdated: false })
  await expect.element(page.getByRole('status')).not.toBeInTheDocument()
})

test('whoever is stopped reads so until he is let in again', async () => {
  const own = standingWords.here
  await renderIn(notebook, AccessNotice, {})
  const notice = page.getByRole('status')
  await expect.element(notice).not.toBeInTheDocument()
  const code = deviceCode(notebook.deviceId)
  for (const [access, text] of [
    ['barred', own.barred],
    ['ended', own.ended],
    ['waiting', own.waiting([])]
  ] as const) {
    notebook.access = access
    await expect.element(notice).toHaveTextContent(text)
    if (access !== 'ended') await expect.element(notice).toHaveTextContent(`${own.ownCode}: ${code}`)
  }
  notebook.access = 'approved'
  await expect.element(notice).not.toBeInTheDocument()
})

test('whoever waits reads by name who lets them in; a commander, that another phone of theirs does', async () => {
  const own = standingWords.here
  notebook.access = 'waiting'
  await renderIn(notebook, AccessNotice, {})
  const notice = page.getByRole('status')
  await expect.element(notice).toHaveTextContent(own.waiting([]))
  const chief = {
    id: 'may-truong',
    account: 'truong',
    certificates: [{ roles: ['commander'] as const, from: 0, until: null }]
  } as unknown as Directory['devices'][number]
  notebook.directory = { ...notebook.directory, devices: [chief] }
  notebook.nameOf = (account) => ({ truong: 'Lê Quốc Thắng' })[account] ?? account
  await expect.element(notice).toHaveTextContent(own.waiting(['Lê Quốc Thắng']))
  notebook.roles = ['commander']
  await expect.element(notice).toHaveTextContent(own.waiting(['Lê Quốc Thắng']))
  notebook.directory = { ...notebook.directory, devices: [] }
  await expect.element(notice).toHaveTextContent(own.waitingForOwn)
})

test('what is not for this account is said to be so', async () => {
  await renderIn(notebook, NotYours, {})
  await expect.element(page.getByText(t.notYours)).toBeVisible()
})
