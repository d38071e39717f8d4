import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { sharedItems as own } from '#lib/i18n/sharing/shared-items-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { draftsOf } from '../forms/drafts.ts'
import { allSent, choose } from '../incidents/incident-steps.ts'
import { unique } from '../mark.ts'
import {
  approved,
  enterPin,
  goInside,
  holdByKey,
  newPhone,
  openMore,
  readyForOffline,
  signIn,
  type Phone
} from '../phone.ts'
import { noise } from '../pictures.ts'
import { filesWith } from '../profile-search.ts'

let phone: Phone
const keep = forTest()
test.beforeEach(async ({ demo }) => {
  phone = keep(await newPhone(demo.url))
  await signIn(phone, 'ph-truong')
  await approved(phone)
  await readyForOffline(phone)
})

/** Hands words and pictures to the service worker as the phone's share sheet does, and goes where it leads. */
async function share({ page, signal }: Phone, text: string, pictures: readonly number[][]): Promise<void> {
  const led = await page.evaluate(
    async ({ text, pictures }) => {
      const body = new FormData()
      body.append('text', text)
      for (const bytes of pictures)
        body.append('file', new File([new Uint8Array(bytes)], 'anh.jpg', { type: 'image/jpeg' }))
      return (await fetch('/shared', { method: 'POST', body, redirect: 'manual' })).type
    },
    { text, pictures }
  )
  expect(led).toBe('opaqueredirect')
  await page.goto(new URL('/shared', signal.url).href)
}

test('words and two pictures shared into the locked app without a signal wait sealed behind the PIN, and become a tip', async () => {
  const { page } = phone
  const said = unique('Người lạ dò hỏi từng nhà ở bến đò')
  const pictures = [[...(await noise(phone))], [...(await noise(phone))]]
  await goInside(phone, '/more')
  await goInside(phone, '/')
  await openMore(phone, 'Cài đặt')
  phone.signal.lose()
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()

  await share(phone, said, pictures)
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await expect(page.getByText(own.locked(1))).toBeVisible()
  await expect(page.getByText(said)).toHaveCount(0)
  await phone.kill()
  expect(await filesWith(phone.profile, said)).toEqual([])
  await phone.start()

  const again = phone.page
  await again.goto(new URL('/', phone.signal.url).href)
  await enterPin(again, vi.pin.enter)
  await again.getByRole('link', { name: own.waiting(1) }).click()
  await expect(again.getByText(said)).toBeVisible()
  await again.getByRole('button', { name: own.open }).click()
  await expect(again.getByRole('img', { name: own.picture(2) })).toBeVisible()
  await again.getByRole('link', { name: own.tip }).click()
  await expect(again.getByLabel(t.tips.form.text, { exact: true })).toHaveValue(said)
  await choose(phone, t.tips.sources.zalo)
  await choose(phone, t.tips.triages.security)
  await choose(phone, t.categories.theft)
  await again.getByRole('button', { name: t.tips.write, exact: true }).click()
  await expect(again.getByText(said)).toBeVisible()
  await expect(again.locator('main img')).toHaveCount(2)

  await goInside(phone, '/shared')
  await expect(again.getByText(own.empty)).toBeVisible()
  phone.signal.regain()
  await allSent(phone)
})

test('what is shared joins what a form holds already, once, and can be deleted', async () => {
  const { page } = phone
  const typed = unique('Đang gõ dở')
  const said = unique('Mất hai can dầu')
  await goInside(phone, '/incident/tip')
  await page.getByLabel(t.tips.form.text, { exact: true }).fill(typed)
  await expect.poll(() => draftsOf(page)).toHaveLength(1)
  await goInside(phone, '/')
  await share(phone, said, [])
  await enterPin(page, vi.pin.enter)
  for (const _ of ['once', 'twice']) {
    await page.getByRole('button', { name: own.open }).click()
    await page.getByRole('link', { name: own.tip }).click()
    await expect(page.getByLabel(t.tips.form.text, { exact: true })).toHaveValue(`${typed}\n${said}`)
    await goInside(phone, '/shared')
  }
  await holdByKey(page.getByRole('button', { name: own.remove }), () =>
    expect(page.getByText(own.empty)).toBeVisible()
  )
})

/** Posts a share of files made on the page; returns the address that the service worker leads to. */
const posted = (
  { page }: Phone,
  text: string,
  files: readonly { name: string; type: string; text: string }[]
) =>
  page.evaluate(
    async ({ text, files }) => {
      const body = new FormData()
      if (text) body.append('text', text)
      for (const { name, type, text } of files) body.append('file', new File([text], name, { type }))
      await fetch('/shared', { method: 'POST', body, redirect: 'manual' })
    },
    { text, files }
  )

test('endless words and pictures are cut to what the page can show, which is told, and are deleted unopened', async () => {
  const { page, signal } = phone
  await goInside(phone, '/more')
  await page.evaluate(async () => {
    const body = new FormData()
    body.append('text', 'Ngườilạ '.repeat(2_800_000))
    for (let n = 0; n < 20_000; n++) body.append('file', new File(['x'], 'a.jpg', { type: 'image/jpeg' }))
    await fetch('/shared', { method: 'POST', body, redirect: 'manual' })
  })
  await page.goto(new URL('/shared', signal.url).href)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(own.leftOut.words)).toBeVisible()
  await expect(page.getByText(own.leftOut.pictures(19_970))).toBeVisible()
  const letters = () => page.locator('main').evaluate((main) => main.textContent.length)
  expect(await letters()).toBeLessThan(2_000)
  await page.getByRole('button', { name: own.open }).click()
  await expect(page.getByRole('img', { name: own.picture(30) })).toBeAttached()
  expect(await letters()).toBeLessThan(25_000)
  await page.getByRole('button', { name: own.close }).click()
  await holdByKey(page.getByRole('button', { name: own.remove }), () =>
    expect(page.getByText(own.empty)).toBeVisible()
  )
})

test('of several items one is open at a time; a text file’s words lie sealed, and other files are told', async () => {
  const { page, signal, profile } = phone
  const said = unique('Bà Sáu khai ở bến đò')
  await goInside(phone, '/more')
  await posted(phone, 'Tin thứ hai', [{ name: 'don.pdf', type: 'application/pdf', text: '%PDF' }])
  await posted(phone, '', [
    { name: 'loi-khai.txt', type: 'text/plain', text: `${said}\n${'x '.repeat(300)}hết` }
  ])
  await page.goto(new URL('/shared', signal.url).href)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(own.leftOut.files(1))).toBeVisible()
  await page.getByRole('button', { name: own.open }).nth(1).click()
  await expect(page.getByText(`${said}\n`)).toContainText('hết')
  await page.getByRole('button', { name: own.open }).click()
  await expect(page.getByText('hết')).toHaveCount(0)
  await phone.kill()
  expect(await filesWith(profile, said)).toEqual([])
  await phone.start()
})
