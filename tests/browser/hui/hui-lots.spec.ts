import { randomBytes } from 'node:crypto'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { commitPattern } from '#lib/domain/hui/facts/lots.ts'
import { phonesOfFile } from '../phones.ts'
import { startServer, type Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { openHui, openLine } from './hui-steps.ts'

let server: Server
forFile(async (keep) => void (server = keep(await startServer())))
const phoneOf = phonesOfFile(() => server)
const { lots, lot, lotNone, collectedOptions, save } = hui.round

test('a lot: nobody is a witness of their own; from afar the phone makes the secret and its code, and tells the part', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  await openHui(phone)
  await openLine(page, {
    code: `T-${randomBytes(3).toString('hex')}`,
    host: 'Tăng Mỹ Huệ',
    face: '2000000',
    commission: '0',
    members: ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
  })
  await page.getByRole('link', { name: hui.line.openRound }).click()
  const taker = page.getByLabel(`${lotNone} ${lot}`, { exact: true })
  await taker.selectOption({ label: '2. Sà Rêl' })
  await page.getByText(lots.title, { exact: true }).click()
  const witness = (name: string) => page.getByRole('checkbox', { name, exact: true })
  await witness('Sà Rêl').check()
  await expect(page.getByText(lots.ownWitness)).toBeVisible()
  await witness('Sà Rêl').uncheck()
  await witness('Mỹ Lệ').check()
  await expect(page.getByText(lots.ownWitness)).toHaveCount(0)

  await page.getByRole('radio', { name: lots.ways.remote, exact: true }).check({ force: true })
  await page.getByRole('button', { name: lots.lock }).click()
  await expect(page.getByLabel(lots.commit, { exact: true })).toHaveValue(commitPattern)
  await expect(page.getByLabel(lots.seed, { exact: true })).toHaveValue(/^.{5}(-.{5}){3}$/)
  await expect(page.getByText(lots.post)).toBeVisible()
  // Nobody can try secrets until one draws whom they like.
  await expect(page.getByText(lots.draws(''))).toHaveCount(0)
  await page.getByLabel(lots.words, { exact: true }).fill('một\nhai\nba')
  const says = page.getByRole('status').filter({ hasText: lots.draws('') })
  const other = page.getByRole('alert').filter({ hasText: lots.other('').slice(0, 10) })
  await expect(says.or(other).first()).toBeVisible()
  const names = ['1. Thu Hà', '2. Sà Rêl', '3. Mỹ Lệ']
  const told = (await says.or(other).first().textContent()) ?? ''
  await taker.selectOption({ label: names.find((name) => told.includes(name))! })
  await expect(says).toBeVisible()
  await page.getByRole('radio', { name: collectedOptions.no, exact: true }).check({ force: true })
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(page.getByText(hui.entries.remoteLot)).toBeVisible()
})
