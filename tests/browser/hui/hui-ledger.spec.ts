import type { Page } from '@playwright/test'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { phonesOfFile } from '../phones.ts'
import { startServer, type Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { openHui, openLine, openRound } from './hui-steps.ts'

let server: Server
forFile(async (keep) => void (server = keep(await startServer())))
const phoneOf = phonesOfFile(() => server)
const { ledger } = hui

test('a ledger for a mediator has late interest; what is waived is no longer asked for', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  await openHui(phone)
  await page.getByLabel(hui.search).fill('LT-04')
  await page.getByRole('link', { name: 'LT-04' }).first().click()
  await page.getByRole('link', { name: ledger.title }).click()
  const paper = page.getByRole('region', { name: ledger.heading })
  await expect(paper.getByText(ledger.principal)).toBeVisible()
  await page.getByRole('link', { name: ledger.record }).click()
  await page.getByRole('button', { name: ledger.form.save }).click()
  await expect(page.getByText(ledger.form.accountMissing).last()).toBeVisible()
  await page.getByLabel(ledger.form.account, { exact: true }).selectOption({ index: 1 })
  await page.getByRole('radio', { name: ledger.form.kinds.waived }).check()
  await page.getByLabel(ledger.form.amount, { exact: true }).fill('12345')
  await page.getByLabel(ledger.form.reason, { exact: true }).fill('Hoàn cảnh khó khăn')
  await page.getByRole('button', { name: ledger.form.save }).click()
  // Its row, and the sum of all.
  await expect(paper.getByRole('cell', { name: `${money(0)}, ${money(12_345)}`, exact: true })).toHaveCount(2)
  expect(await faultsOf(page)).toEqual([])
})

test('interest that a mediator or judge reckons is in no sum, and the sum says so', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  await openHui(phone)
  await page.getByLabel(hui.search).fill('VD-02')
  await page.getByRole('link', { name: 'VD-02' }).first().click()
  await page.getByRole('link', { name: ledger.title }).click()
  const paper = page.getByRole('region', { name: ledger.heading })
  const total = paper.getByRole('row').filter({ hasText: ledger.totalBeforeJudge })
  await expect(total.getByText(money(0)).first()).toBeVisible()
  await expect(paper.getByText(ledger.judgeNote)).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
})

/** Tells what of a paper a phone shows badly: syllables broken in two, sums out of their column, a page that moves sideways. */
const faultsOf = (page: Page) =>
  page.locator('.paper').evaluate((paper) => {
    const faults: string[] = []
    const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const node = walker.currentNode as Text
      for (const { 0: syllable, index } of node.data.matchAll(/\p{L}+/gu)) {
        range.setStart(node, index)
        range.setEnd(node, index + syllable.length)
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
          faults.push(`broken: ${syllable}`)
      }
    }
    const sums = [...paper.querySelectorAll('td')].filter((cell) => /\d.đ/.test(cell.innerText))
    if (sums.length === 0) faults.push('no sums')
    for (const cell of sums) {
      range.selectNodeContents(cell)
      const { textAlign, fontVariantNumeric, paddingRight } = getComputedStyle(cell)
      const ends = cell.getBoundingClientRect().right - parseFloat(paddingRight) - 1
      if (textAlign !== 'right' || !fontVariantNumeric.includes('tabular-nums'))
        faults.push(`a sum to the left: ${cell.innerText}`)
      if (Math.abs(ends - range.getBoundingClientRect().right) > 2)
        faults.push(`not at the end: ${cell.innerText}`)
    }
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) faults.push(`the page moves sideways: ${scrollWidth} > ${clientWidth}`)
    return faults
  })

test('a ledger names who owes whom, the host too, with totals, and reads well on a phone', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  await openHui(phone)
  const [thao, nghiem, tham] = ['Nguyễn Thị Phương Thảo', 'Trương Hoàng Nghiêm', 'Huỳnh Thị Kim Thắm']
  const members = [thao!, nghiem!, tham!]
  await openLine(page, { code: 'T-kê', host: 'Tăng Mỹ Huệ', face: '2000000', commission: '0', members })
  await openRound(page, { [`2. ${nghiem}`]: '350000' })
  const before = page.getByRole('region').or(page.locator('section')).filter({ hasText: hui.round.before })
  const rows = before.getByRole('listitem')
  await expect(rows.first()).toContainText(hui.round.bidOf(money(350_000)))
  await expect(rows.last()).toContainText(hui.round.gets(`2. ${nghiem}`))
  await expect(rows.last()).toContainText(money(3_300_000))
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(hui.line.paid(0, 2))).toBeVisible()
  await page.getByRole('link', { name: hui.line.pay }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: thao! })
    .getByRole('button', { name: hui.pay.full(money(1_650_000)) })
    .click()
  await expect(page.getByText(hui.line.paid(1, 2))).toBeVisible()
  await page.goBack()
  await page.getByRole('link', { name: ledger.title }).click()

  const paper = page.getByRole('region', { name: ledger.heading })
  const told = (what: keyof typeof ledger.debts, part: string) => ledger.debt(ledger.debts[what], 1, part)
  const row = (...cells: string[]) => paper.getByRole('row', { name: cells.join(' '), exact: true })
  await expect(row(told('due', '3'), `${tham} → Tăng Mỹ Huệ`, money(1_650_000))).toBeVisible()
  await expect(row(told('pot', '2'), `Tăng Mỹ Huệ → ${nghiem}`, money(3_300_000))).toBeVisible()
  await expect(row(ledger.total, money(4_950_000))).toBeVisible()
  await expect(row('Tăng Mỹ Huệ', money(3_300_000), money(1_650_000))).toBeVisible()
  await expect(row(ledger.total, money(4_950_000), money(4_950_000))).toBeVisible()

  for (const [width, height] of [
    [360, 740],
    [740, 360]
  ] as const)
    for (const letters of ['100%', '200%']) {
      await page.setViewportSize({ width, height })
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters)
      expect({ width, letters, faults: await faultsOf(page) }).toEqual({ width, letters, faults: [] })
    }
})
