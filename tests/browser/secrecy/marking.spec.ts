import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { marking } from '#lib/i18n/secrecy/marking-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { draftsOf } from '../forms/drafts.ts'
import { choose, save, saveReport, textOf } from '../incidents/incident-steps.ts'
import { unique } from '../mark.ts'
import { approved, goInside, newPhone, openGate, signIn, type Phone } from '../phone.ts'
import { phonesOf } from '../phones.ts'
import { filesWith } from '../profile-search.ts'
import type { Server } from '../server.ts'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const keep = forTest()
const phoneOf = phonesOf(() => server, keep)

const refusal = ({ page }: Phone) => page.getByText(marking.title, { exact: true })
const clear = ({ page }: Phone) => page.getByRole('button', { name: marking.clear, exact: true }).click()

test('an incident with a marking is not saved: its words leave the disk at once, and the screen when told to', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const canary = unique('tuan-tra-dem').replace(' ', '-')
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(`Kế hoạch ${canary}`)
  await expect.poll(() => draftsOf(page)).toHaveLength(1)
  await textOf(phone).fill(`Kế hoạch ${canary}\nTỐI MẬT`)
  await expect.poll(() => draftsOf(page)).toEqual([])
  await saveReport(phone).click()
  await expect(refusal(phone)).toBeVisible()
  await expect(page.getByText(marking.why)).toBeVisible()
  await expect(page).toHaveURL(/\/incident\/new$/)
  await textOf(phone).press('End')
  await textOf(phone).pressSequentially(' thêm')
  await textOf(phone).fill(`Kế hoạch ${canary}\nĐộ mật: mật`)
  expect(await draftsOf(page)).toEqual([])

  await clear(phone)
  await expect(textOf(phone)).toHaveValue('')
  await expect(page.getByText(marking.cleared)).toBeVisible()
  await expect(refusal(phone)).toBeHidden()

  await textOf(phone).fill(`Mất 2 chai mật ong\nmật\nMẬT KHẨU ${unique('')}`)
  await saveReport(phone).click()
  await expect(page.getByText(t.report, { exact: true })).toBeVisible()
  await page.goto(`${phone.signal.url}/incident/new`)
  await phone.kill()
  expect(await filesWith(phone.profile, canary)).toEqual([])
})

test("the app says so before anything is typed; a gate's log and a caption take no marking either", async () => {
  const phone = keep(await newPhone(server.url))
  const { page } = phone
  await page.goto(phone.signal.url)
  await expect(page.getByText(vi.signIn.secret)).toBeVisible()
  await signIn(phone, 'ph-truc')
  await approved(phone)
  await openGate(phone, 'Cổng Chùa')
  await page.getByRole('link', { name: vi.log.write }).click()
  await expect(page.getByText(marking.never)).toBeVisible()
  await page.getByRole('radio', { name: vi.happenings.fault }).check({ force: true })
  await page.getByLabel(vi.note.reason).fill('Văn bản (MẬT)')
  await save(phone).click()
  await expect(refusal(phone)).toBeVisible()
  await expect(page.getByText(marking.here)).toBeVisible()
  await clear(phone)
  await expect(page.getByLabel(vi.note.reason)).toHaveValue('')

  await goInside(phone, '/incident/new')
  await choose(phone, t.categories.theft)
  await textOf(phone).fill('Mất xe')
  await page.getByLabel(t.photos.choose).setInputFiles('static/icons/icon-192.png')
  await page.getByLabel(t.photos.caption(1)).fill('MẬT')
  await saveReport(phone).click()
  await expect(refusal(phone)).toBeVisible()
  await clear(phone)
  await expect(page.getByLabel(t.photos.caption(1))).toHaveValue('')
  await expect(textOf(phone)).toHaveValue('Mất xe')
})
