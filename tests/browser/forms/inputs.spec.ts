import type { Locator, Page } from '@playwright/test'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { strangers } from '#lib/i18n/strangers/strangers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import { demoAlarmId } from '../../../sync-server/demo/alarms/alarms.ts'
import { forms, searches } from '../../inputs/forms.ts'
import { oddAccounts } from '../../inputs/odd.ts'
import type { FieldRows } from '../../inputs/rows.ts'
import { documentsIn } from '../sync/couch.ts'
import { draftsOf } from './drafts.ts'
import { askForData, formSteps, notify, type Written } from './form-steps.ts'
import { registerGroup } from './hui-group-steps.ts'
import { put, valueOf } from './put.ts'
import { openHui, openLine, openRound } from '../hui/hui-steps.ts'
import {
  approved,
  enterPin,
  goInside,
  newPhone,
  openMore,
  readyForOffline,
  signIn,
  type Phone
} from '../phone.ts'
import { demoWrittenAt, startServer, type Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'

let server: Server
let phone: Phone
let written: Written
forFile(async (keep) => {
  server = keep(await startServer())
  phone = keep(await newPhone(server.url))
  await signIn(phone, 'ph-truong')
  await approved(phone)
  await readyForOffline(phone)
  written = await write(phone)
  await goInside(phone, '/sync')
  await expect(phone.page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
})

const names = Object.keys(formSteps) as (keyof typeof formSteps)[]
const fieldsOf = (name: keyof typeof forms): readonly FieldRows[] => forms[name].fields

for (const name of names)
  test(`${name}: what cannot be recorded is told at its place, with every character kept`, async () => {
    phone.signal.lose()
    const { page } = phone
    for (const { label, refused } of fieldsOf(name)) {
      const field = await open(name, label)
      const before = await valueOf(field)
      for (const { what, typed, says } of refused)
        await test.step(`${label}: ${what}`, async () => {
          const shown = await put(field, typed)
          await formSteps[name].save(page).click()
          await expect(problemAt(page, field)).toHaveText(says)
          // Sums are grouped while they are typed.
          expect((await valueOf(field)).replaceAll('.', '')).toBe(shown.replaceAll('.', ''))
        })
      await put(field, before)
    }
    await goInside(phone, '/sync')
    await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
    phone.signal.regain()
  })

for (const name of names.filter((name) => fieldsOf(name).some(({ kept }) => kept)))
  test(`${name}: odd words are recorded as they are`, async () => {
    const wanted: { key: string; kept: string }[] = []
    for (const { label, kept } of fieldsOf(name))
      for (const row of kept?.rows ?? [])
        await test.step(`${label}: ${row.what}`, async () => {
          const field = await open(name, label)
          await put(field, row.typed)
          await formSteps[name].save(phone.page).click()
          await expect(field).toHaveCount(0)
          wanted.push({ key: kept!.key, kept: row.kept })
        })
    await goInside(phone, '/sync')
    await phone.page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
    await expect(phone.page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
    const bodies = await everything()
    for (const { key, kept } of wanted) expect(bodies.map((body) => body[key])).toContain(kept)
  })

/** The forms in two parts, neither of which has two on one page: their drafts lie side by side. */
const pageOf = (name: keyof typeof formSteps) => formSteps[name].path({} as Written)
const isFirst = (name: keyof typeof formSteps) =>
  names.find((other) => pageOf(other) === pageOf(name)) === name
const sideBySide = {
  pages: names.filter(isFirst),
  'pages with another form': names.filter((name) => !isFirst(name))
}

for (const [where, together] of Object.entries(sideBySide))
  test(`on ${where} what was begun is there after the lock and a start anew, and cannot be read on the phone meanwhile`, async () => {
    const { page } = phone
    const drafts: {
      name: keyof typeof formSteps
      path: string
      begun: string
      shown: string
      before: string
    }[] = []
    for (const name of together)
      await test.step(`${name}: begun`, async () => {
        const { label, kept, refused } = fieldsOf(name)[0]!
        const begun = kept ? 'Viết dở dang' : (refused.find(({ typed }) => typed.length > 1)?.typed ?? '')
        const field = await open(name, label)
        const before = await valueOf(field)
        const shown = await put(field, begun)
        drafts.push({ name, path: new URL(page.url()).pathname, begun, shown, before })
      })
    await goInside(phone, '/settings')
    await page.getByRole('button', { name: vi.settings.lock }).click()
    await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
    const lying = [await page.evaluate(() => ({ ...localStorage })), await draftsOf(page)].map((all) =>
      JSON.stringify(all)
    )
    for (const { begun } of drafts) for (const text of lying) expect(text).not.toContain(begun)
    await page.reload()
    await enterPin(page, vi.pin.enter)
    await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
    for (const { name, path, shown, before } of drafts)
      await test.step(`${name}: still there`, async () => {
        await goInside(phone, path)
        await formSteps[name].open?.(page)
        const field = page.getByLabel(fieldsOf(name)[0]!.label, { exact: true })
        await expect(field).toHaveValue(shown)
        await put(field, before)
      })
  })

test('as of a day: one that is to come is told so, and stays as it is', async () => {
  const { page } = phone
  await goInside(phone, '/movement')
  for (const { label, refused } of forms.asOf.fields) {
    const field = page.getByLabel(label, { exact: true })
    for (const { typed, says } of refused) {
      const shown = await put(field, typed)
      await expect(page.getByText(says)).toBeVisible()
      expect(await valueOf(field)).toBe(shown)
      await put(field, '29/03/2025')
      await expect(page.getByText(says)).toHaveCount(0)
    }
  }
})

for (const [path, { fields }] of Object.entries(searches))
  test(`search in ${path}: what finds nobody says so, and stays as it is`, async () => {
    const { page } = phone
    await goInside(phone, path)
    for (const { label, refused } of fields) {
      const field = page.getByLabel(label, { exact: true })
      for (const { typed, says } of refused) {
        const shown = await put(field, typed)
        await expect(page.getByText(says)).toBeVisible()
        expect(await valueOf(field)).toBe(shown)
      }
    }
  })

test('sign-in and PIN: whatever is typed, a sentence says what to do, and the right words still open the app', async () => {
  const other = await newPhone(server.url)
  const { page } = other
  try {
    await page.goto(other.signal.url)
    for (const { label, refused } of forms.signIn.fields)
      for (const { typed, says } of refused) {
        const field = page.getByLabel(label, { exact: true })
        await put(field, typed)
        await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
        await expect(problemAt(page, field)).toHaveText(says)
      }
    for (const account of oddAccounts) {
      const field = page.getByLabel(vi.signIn.account, { exact: true })
      await put(field, account)
      await put(page.getByLabel(vi.signIn.password, { exact: true }), account)
      await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
      await expect(page.getByRole('alert')).toHaveText(vi.signIn.problems['wrong-password'])
      expect(await valueOf(field)).toBe(account)
    }
    await page.getByLabel(vi.signIn.account, { exact: true }).fill('ph-ubnd')
    await page.getByLabel(vi.signIn.password, { exact: true }).fill('antt-demo')
    await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
    await oddPins(page)
    await enterPin(page, vi.pin.choose)
    await enterPin(page, vi.pin.again)
    await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
  } finally {
    await other.throwAway()
  }
})

async function oddPins(page: Page) {
  await expect(page.getByRole('heading', { name: vi.pin.choose })).toBeVisible()
  for (const key of ['a', 'ộ', '-', 'Enter', '٣'])
    await page.keyboard.press(key).catch(() => page.keyboard.insertText(key))
  await expect(page.getByText(vi.pin.filled(0, 6))).toBeAttached()
  for (const weak of ['111111', '123456', '987654']) {
    for (const digit of weak) await page.keyboard.press(digit)
    await expect(page.getByRole('alert')).toHaveText(vi.pin.weak)
  }
  for (const digit of '135790246802') await page.keyboard.press(digit)
  await expect(page.getByRole('alert')).toHaveText(vi.pin.differs)
}

/** An incident, a tip, a line of the register of which one round and one notice have been told, a file of a collapse, a group, and a model. */
async function write(phone: Phone): Promise<Written> {
  const { page } = phone
  await openHui(phone)
  const line = { code: 'T-nhập', host: 'Út Kiều', face: '2000000', commission: '1000000' }
  await openLine(page, { ...line, members: ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ'] })
  await openRound(page, { '2. Sà Rêl': '350000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(hui.line.paid(0, 2))).toBeVisible()
  const alarm = demoAlarmId(Number(process.env[demoWrittenAt] ?? Date.now()))
  const ids = {
    alarm,
    line: lastOf(page),
    incident: '',
    tip: '',
    host: '',
    collapse: '',
    group: '',
    model: '',
    stranger: ''
  }
  await notify(phone, ids)
  await askForData(phone)
  for (const [name, field] of [
    ['report', incidents.form.text],
    ['tip', incidents.tips.form.text]
  ] as const) {
    const { path, rest, save } = formSteps[name]
    await goInside(phone, path(ids))
    await rest!(page, field)
    await page.getByLabel(field, { exact: true }).fill('Vụ để thử')
    await save(page).click()
    await page.waitForURL(/\/incident\/0/)
    ids[name === 'tip' ? 'tip' : 'incident'] = lastOf(page)
  }
  await goInside(phone, '/hui')
  await page.getByLabel(hui.search, { exact: true }).fill('sa rel')
  await page.getByRole('link', { name: 'Sà Rêl' }).click()
  await page.waitForURL(/\/person\/0/)
  ids.host = lastOf(page)
  await goInside(phone, `/hui/person/${ids.host}/collapse`)
  await page.getByLabel(hui.collapse.gist, { exact: true }).fill('Để thử')
  await formSteps.collapse.save(page).click()
  await page.waitForURL(/\/collapse\/0/)
  ids.collapse = lastOf(page)
  await goInside(phone, '/hui/groups/new')
  await registerGroup(page)
  ids.group = lastOf(page)
  await goInside(phone, '/movement/new')
  await formSteps.model.rest!(page, '')
  await formSteps.model.save(page).click()
  await page.waitForURL(/\/movement\/0/)
  ids.model = lastOf(page)
  await goInside(phone, '/strangers/new?gate=cong-ben-do')
  await page.getByRole('button', { name: strangers.directions.in, exact: true }).click()
  await page.waitForURL(/\/strangers\/0/)
  ids.stranger = lastOf(page)
  await openMore(phone, vi.nav.sync)
  await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  return ids
}

const lastOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!

/** Opens a form anew with everything in it but the field that is tried. */
async function open(name: keyof typeof formSteps, label: string): Promise<Locator> {
  const { path, open, rest } = formSteps[name]
  await goInside(phone, '/more')
  await goInside(phone, path(written))
  await open?.(phone.page)
  await rest?.(phone.page, label)
  return phone.page.getByLabel(label, { exact: true })
}

const problemAt = (page: Page, field: Locator) =>
  page.locator('.field').filter({ has: field }).getByRole('alert')

/** All bodies of the unit's books, as the server holds them. */
async function everything() {
  const quarter = quarterOf(Date.now())
  const databases = (['gates', 'duty', 'incidents', 'hui', 'notices', 'movement', 'private'] as const).map(
    (book) => databaseName('xa-phong-hiep', book, quarter)
  )
  const docs = await Promise.all(databases.map((database) => documentsIn(server, 'ph-truong', database)))
  return docs.flat().flatMap(({ body }) => (body ? [body] : []))
}
