import type { Page } from '@playwright/test'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { addHere, openHui, openLine, openRound, pickHere } from './hui-steps.ts'
import { phonesOfFile } from '../phones.ts'
import { startServer, type Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'

let server: Server
forFile(async (keep) => void (server = keep(await startServer())))
const phoneOf = phonesOfFile(() => server)

const { members } = hui
const { card, signers, sums } = members
const line = {
  code: 'T-người',
  host: 'Tăng Mỹ Huệ',
  face: '2000000',
  commission: '0',
  members: ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
}

async function begin(page: Page, kind: keyof typeof members.kinds) {
  await page.getByRole('link', { name: members.title }).click()
  await page.getByRole('radio', { name: members.kinds[kind], exact: true }).check({ force: true })
}

async function save(page: Page, signed: readonly string[]) {
  for (const name of signed) await page.getByRole('checkbox', { name, exact: true }).check()
  await page.getByRole('button', { name: members.save, exact: true }).click()
  await expect(page.getByRole('heading', { name: line.code, exact: true })).toBeVisible()
}

test('who leaves is told with a claim once all have signed, another joins in the place, and a third answers for a debt', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  await openHui(phone)
  await openLine(page, line)
  await openRound(page, { '2. Sà Rêl': '350000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(hui.line.paid(0, 2))).toBeVisible()
  await page.getByRole('link', { name: hui.line.pay }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Thu Hà' })
    .getByRole('button', { name: hui.pay.full(money(1_650_000)) })
    .click()
  await page.goBack()

  await begin(page, 'hui.member-left')
  await page.getByLabel(members.left.part).selectOption({ label: '2. Sà Rêl' })
  await page.getByLabel(sums.settled).fill('1999999')
  await expect(page.getByText(members.left.dead(money(4_000_000)))).toBeVisible()
  await expect(page.getByRole('alert').getByText(hui.doubts['dues-not-settled'])).toBeVisible()
  await page.getByLabel(members.left.part).selectOption({ label: '1. Thu Hà' })
  await page.getByLabel(sums.damage).fill('150000')
  await expect(page.getByText(money(1_500_000), { exact: true })).toBeVisible()
  await save(page, [signers.leaver])
  await expect(page.getByText(hui.doubts.unsigned).first()).toBeVisible()
  await expect(page.getByText(card.vacant(1))).toHaveCount(0)
  await page.getByRole('button', { name: hui.entries.hasSigned(signers.host) }).click()
  await expect(page.getByText(hui.entries.signedSure(signers.host))).toBeVisible()
  await expect(page.getByText(card.vacant(1))).toHaveCount(0)
  await page.getByRole('button', { name: hui.entries.signedYes }).click()
  await expect(page.getByText(card.left('Thu Hà', 1))).toBeVisible()
  await expect(page.getByText(card.vacant(1))).toBeVisible()
  await page.getByRole('button', { name: card.payClaim(money(1_500_000)) }).click()
  await page.getByRole('button', { name: card.yes }).click()
  await expect(page.getByText(card.paidBack(money(1_500_000)))).toBeVisible()

  await begin(page, 'hui.member-joined')
  await page.getByLabel(members.joined.part).selectOption({ label: hui.part(1) })
  await addHere(page, members.joined.who, 'Bửu Hên')
  // Before anything is typed.
  await expect(page.getByRole('listitem').filter({ hasText: members.due })).toContainText(money(1_650_000))
  await page.getByLabel(sums.paid).fill('1000000')
  const missing = page.getByRole('listitem').filter({ hasText: members.missingOfDue })
  await expect(missing).toContainText(money(650_000))
  await save(page, [signers.joiner, signers.host, signers.members])
  await expect(page.getByText(card.short(money(650_000)))).toBeVisible()
  // Each round stands beside who held the part then.
  const { cells, rounds } = hui.matrix
  await expect(page.getByRole('row', { name: `1. Thu Hà ${rounds(1, 1)} ${cells.paid}` })).toBeVisible()
  await expect(
    page.getByRole('row', { name: `1. Bửu Hên ${rounds(2, null)} ${cells.other} ${cells.none}` })
  ).toBeVisible()

  await begin(page, 'hui.guarantor-agreed')
  await page.getByLabel(members.guarantee.holder).selectOption({ label: 'Mỹ Lệ' })
  await pickHere(page, members.guarantee.who, 'thu ha', 'Thu Hà')
  await expect(page.getByRole('radio', { name: members.guarantee.endKinds.line })).toBeChecked()
  await page.getByLabel(sums.amount).fill('1000000')
  await save(page, [signers.guarantor])
  await expect(page.getByText(card.beside('Thu Hà', money(1_000_000)))).toBeVisible()
  await expect(page.getByText(card.guaranteeNote(members.scopes.all, '', money(1_000_000)))).toBeVisible()

  await page.getByRole('link', { name: hui.ledger.title }).click()
  const { debt, debts } = hui.ledger
  const row = (...told: string[]) => page.getByRole('row', { name: told.join(' '), exact: true })
  await expect(row(debt(debts.joining, null, '1'), 'Bửu Hên → Tăng Mỹ Huệ', money(650_000))).toBeVisible()
  await expect(row('Thu Hà', 'Mỹ Lệ', `${money(1_000_000)} (${card.upTo(money(1_000_000))})`)).toBeVisible()

  await page.goBack()
  await page.getByRole('button', { name: card.payJoining(money(650_000)) }).click()
  await expect(page.getByText(card.sureJoining(money(650_000), 'Bửu Hên'))).toBeVisible()
  await page.getByRole('button', { name: card.yes }).click()
  await expect(page.getByText(card.joinedNote(2, money(1_650_000), money(1_650_000)))).toBeVisible()
  await expect(page.getByText(card.short(money(650_000)))).toHaveCount(0)
})

test('a line by order with a part in halves: both hold it, and two parts swap their turns', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  await openHui(phone)
  await page.getByRole('link', { name: hui.open }).click()
  await page.getByLabel(hui.form.code, { exact: true }).fill('T-nửa')
  await addHere(page, hui.host, 'Út Kiều')
  await page.getByLabel(hui.form.face, { exact: true }).fill('1000000')
  const choose = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true })
  await choose(hui.models['interest-free'])
  const half = members.share(1, 2)
  const { form } = hui
  await choose(form.cuts(2))
  const units = page.getByRole('group', { name: form.units })
  await units.getByRole('radio', { name: half, exact: true }).check()
  await addHere(page, hui.part(1), 'Ba Rết')
  await page.getByRole('button', { name: hui.open, exact: true }).click()
  await expect(page.getByRole('alert').getByText(form.openPart(1, half))).toBeVisible()
  await addHere(page, form.rest(1, half), 'Tư Lành')
  await expect(units.getByRole('radio', { name: members.share(2, 2), exact: true })).toBeChecked()
  await addHere(page, hui.part(2), 'Năm Sang')
  await addHere(page, hui.part(3), 'Sáu Thu')
  await page.getByRole('button', { name: hui.open, exact: true }).click()
  const both = ['Ba Rết', 'Tư Lành'].map((name) => members.named(name, 1, 2)).join(', ')
  await expect(page.getByRole('rowheader', { name: `1. ${both}`, exact: true })).toBeVisible()

  await begin(page, 'hui.turn-swapped')
  const { turns } = members
  await page.getByLabel(turns.first, { exact: true }).selectOption({ label: `1. ${both}` })
  await page.getByLabel(turns.firstRound).selectOption({ label: hui.line.round(1) })
  await page.getByLabel(turns.second, { exact: true }).selectOption({ label: '2. Năm Sang' })
  await page.getByLabel(turns.secondRound).selectOption({ label: hui.line.round(2) })
  for (const name of [signers.first, signers.second])
    await page.getByRole('checkbox', { name, exact: true }).check()
  await page.getByRole('button', { name: members.save, exact: true }).click()
  await expect(page.getByText(card.turn(1, 2))).toBeVisible()
  await expect(page.getByText(card.turn(2, 1))).toBeVisible()
})
