import { phoneFigures as t } from '#lib/i18n/settings/phone-figures-vi.ts'
import { sharing } from '#lib/i18n/sharing/sharing-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { allSent, phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { openGate, openMore, unlock, writeEntry, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

declare global {
  /** When a save was tapped, and when its word came, ms of the page. */
  var felt: { tapped: number; told: number } | undefined
}
let phone: Phone
let account = ''
forFile(async (keep) => {
  const stack = keep(await stackWithGate())
  const opened = await phoneOf(stack, 'officer')
  phone = keep(opened.phone)
  account = opened.account.name
})

/** Returns what stands behind a figure's name. */
const figure = ({ page }: Phone, name: string) => page.getByText(new RegExp(String.raw`^${name}: `))

async function openFigures(phone: Phone) {
  await openMore(phone, vi.settings.title)
  await phone.page.getByRole('link', { name: t.title }).click()
  await expect(phone.page.getByRole('heading', { name: t.speed })).toBeVisible()
}

test('a phone tells how long it took to start, to save and to exchange, after a reload too, and the operator gets no name', async () => {
  const { page } = phone
  const what = unique('Đóng cổng')
  await openGate(phone, 'Cổng 1B')
  await page.evaluate(() => {
    globalThis.felt = { tapped: 0, told: 0 }
    addEventListener(
      'click',
      ({ timeStamp }) => globalThis.felt!.told || (globalThis.felt!.tapped = timeStamp),
      true
    )
    new MutationObserver(() => {
      if (document.querySelector('.saved p')) globalThis.felt!.told ||= performance.now()
    }).observe(document.body, { childList: true, subtree: true })
  })
  await writeEntry(phone, what)
  await expect(page.getByText(vi.saved.here)).toBeVisible()
  const felt = await page.evaluate(() => globalThis.felt!.told - globalThis.felt!.tapped)
  const savesOf = () =>
    page.evaluate(() => JSON.parse(localStorage.getItem('phone-times') ?? '{}').saves ?? [])
  await expect.poll(savesOf).toHaveLength(1)
  // Tells what the officer waited, from the tap until the word stood.
  expect((await savesOf())[0]).toBeGreaterThanOrEqual(Math.floor(felt))
  await allSent(page)
  // The next start, without a network: what is told of the exchange was kept.
  phone.signal.lose()
  await unlock(phone)
  await openFigures(phone)
  for (const name of [t.lock, t.open, t.save, t.exchange])
    await expect(figure(phone, name), name).not.toContainText(t.none)
  const saved = page.getByRole('listitem').filter({ has: figure(phone, t.save) })
  await expect(saved).toContainText(/trong \d+ lần gần nhất/)
  await expect(saved).toContainText(/Nhanh|Bình thường|Chậm/)
  await expect(figure(phone, t.exchange)).toContainText(/\d\d:\d\d/)
  await expect(figure(phone, t.records)).toContainText(/: [1-9]/)
  await expect(figure(phone, t.space)).toContainText('được cấp')
  await expect(figure(phone, t.browser)).toContainText(/Chrom\w+ \d+/)

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await page.getByRole('button', { name: sharing.copy }).click()
  const answer = page.getByText(sharing.copied)
  await expect(answer).toBeVisible()
  // Above the navigation, which would cover the end of the page.
  await expect
    .poll(() =>
      answer.evaluate((said) => {
        const { left, bottom } = said.getBoundingClientRect()
        return document.elementFromPoint(left + 8, bottom - 2) === said
      })
    )
    .toBe(true)
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n')).toHaveLength(10)
  const kept = await page.evaluate(() => localStorage.getItem('phone-times'))
  for (const personal of [account, what, 'Cổng 1B']) expect(`${copied} ${kept}`).not.toContain(personal)
})
