import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { en } from '#lib/i18n/en.ts'
import { money } from '#lib/i18n/format.ts'
import { huiEn } from '#lib/i18n/hui/hui-en.ts'
import { huiVi } from '#lib/i18n/hui/hui-vi.ts'
import { incidents as incidentsEn } from '#lib/i18n/incidents/incidents-en.ts'
import { incidents as incidentsVi } from '#lib/i18n/incidents/incidents-vi.ts'
import { kinds as kindsEn } from '#lib/i18n/fact-types-en.ts'
import { kinds as kindsVi } from '#lib/i18n/fact-types-vi.ts'
import { offlineWords } from '#lib/i18n/sync/offline.ts'
import { settings } from '#lib/i18n/settings/settings-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { demoAlarmId } from '../../../sync-server/demo/alarms/alarms.ts'
import { openLine, openRound } from '../hui/hui-steps.ts'
import {
  approved,
  enterPin,
  goInside,
  newPhone,
  openGate,
  openMore,
  signIn,
  writeEntry,
  type Phone
} from '../phone.ts'
import { screens } from '../screens.ts'
import { build, demoWrittenAt, type Server } from '../server.ts'
import { expect, forTest, test } from '../fixtures.ts'

const languages = {
  vi: { t: vi, incidents: incidentsVi, hui: huiVi, kinds: kindsVi as Record<string, string> },
  en: { t: en, incidents: incidentsEn, hui: huiEn, kinds: kindsEn as Record<string, string> }
}
type Spoken = (typeof languages)['vi']
/** In each language somebody else. */
const sheIs = { vi: 'Sơn Thị Sa Rinh', en: 'Võ Thị Kiều' }

let server: Server
let phone: Phone
test.beforeAll(({ demo }) => void (server = demo))
forTest(async (keep) => {
  phone = keep(await newPhone(server.url, 'unknown'))
})

for (const language of ['vi', 'en'] as const) {
  const spoken = languages[language]
  const { t } = spoken
  test(`once the app says so, everything opens and can be written without a signal (${language})`, async () => {
    const { page } = phone
    await signIn(phone, 'ph-truong')
    await approved(phone)
    await openMore(phone, vi.nav.sync)
    await expect(page.getByText(offlineWords.ready)).toBeVisible()
    phone.signal.lose()
    if (language === 'en') await speakEnglish(phone)

    await openGate(phone, 'Cổng Kinh 3', t)
    await writeEntry(phone, `Đóng lúc mất sóng, ${language}`, t)
    const incident = await writeIncident(page, spoken)
    const line = await writeHui(page, spoken, sheIs[language])

    const ids: Record<string, string> = {
      '/alarm/[id]': demoAlarmId(Number(process.env[demoWrittenAt] ?? Date.now())),
      '/gate/[id]': 'cong-kinh-3',
      '/incident/[id]': incident,
      '/hui/[id]': line,
      '/hui/person/[id]': await somebody(phone, spoken, sheIs[language])
    }
    for (const screen of screens)
      await test.step(screen, async () => {
        const start = Object.keys(ids).find((start) => `${screen}/`.startsWith(`${start}/`))
        await goInside(
          phone,
          screen
            .replace('[id]', ids[start ?? ''] ?? '[id]')
            .replace('[step]', 'travel')
            .replace('[kind]', 'same')
        )
        await expect(page.getByRole('heading', { level: 1 }).last()).toBeVisible()
        for (const sorry of [t.broken.notHere, t.broken.missing, t.broken.title, t.loading])
          await expect(page.getByText(sorry)).toHaveCount(0)
      })

    await goInside(phone, '/sync')
    for (const kind of written) await expect(page.getByText(spoken.kinds[kind]!).first()).toBeVisible()
    phone.signal.regain()
    await page.getByRole('button', { name: t.syncing.now, exact: true }).click()
    await expect(page.getByText(t.syncing.nothingWaiting)).toBeVisible()
  })
}

test('before that the first page says so, and a screen that has not come yet is told honestly', async () => {
  const { page, signal } = phone
  const { coming, ready } = offlineWords
  const workers = await readdir(join(build, '_app/immutable/workers'))
  signal.hold('/service-worker.js', ...workers.filter((name) => /^courier.*\.js$/.test(name)))
  await signIn(phone, 'ph-truong')
  await expect(page.getByText(coming)).toBeVisible()
  signal.lose()
  await page.getByRole('link', { name: vi.nav.hui, exact: true }).click()
  await expect(page.getByText(vi.broken.notHere)).toBeVisible()
  await expect(page.getByRole('button', { name: vi.retry })).toHaveCount(0)
  await page.getByRole('link', { name: vi.broken.toToday }).click()
  await expect(page.getByText(coming)).toBeVisible()
  // Nobody starts the app anew: it asks again by itself.
  signal.regain()
  await expect(page.getByText(ready)).toBeVisible()
  signal.lose()
  await page.getByRole('link', { name: vi.nav.hui, exact: true }).click()
  // A browser may ask only once for a part that it could not have: then the page starts anew, from the phone.
  const there = page.getByRole('heading', { name: huiVi.title, exact: true })
  const retry = page.getByRole('button', { name: vi.retry })
  await expect(there.or(retry)).toBeVisible()
  if (await retry.isVisible()) {
    await retry.click()
    await enterPin(page, vi.pin.enter)
  }
  await expect(there).toBeVisible()
})

/** One of everything that a commander writes by hand. */
const written = [
  'gates.note-written',
  'incidents.incident-reported',
  'incidents.note-added',
  'incidents.stage-changed',
  'hui.person-described',
  'hui.line-agreed',
  'hui.round-held',
  'hui.contribution-received'
]

async function speakEnglish(phone: Phone) {
  await openMore(phone, vi.nav.settings)
  await phone.page.getByRole('radio', { name: settings.languages.en }).check()
  await expect(phone.page.getByRole('heading', { name: en.settings.title, level: 1 })).toBeVisible()
}

/** @returns the id of the incident on screen at the end */
async function writeIncident(page: Page, { t, incidents }: Spoken): Promise<string> {
  const save = () => page.getByRole('button', { name: t.note.save, exact: true }).click()
  await page.getByRole('link', { name: t.nav.incidents, exact: true }).click()
  await page.getByRole('link', { name: t.home.writeIncident, exact: true }).click()
  await page.getByRole('radio', { name: incidents.categories.theft, exact: true }).check()
  await page.getByLabel(incidents.form.text, { exact: true }).fill('Mất ghe lúc mất sóng')
  await page.getByRole('button', { name: t.home.writeIncident, exact: true }).click()
  await expect(page.getByText(incidents.report, { exact: true })).toBeVisible()
  await page.getByRole('link', { name: incidents.addNote, exact: true }).click()
  await page.getByLabel(incidents.form.noteText, { exact: true }).fill('Ghe màu xanh')
  await save()
  await expect(page.getByText('Ghe màu xanh')).toBeVisible()
  await page.getByRole('link', { name: incidents.changeStage, exact: true }).click()
  await page.getByRole('radio', { name: incidents.stages.verifying, exact: true }).check()
  await page.getByLabel(incidents.form.reason, { exact: true }).fill('Đi hỏi bến đò')
  await save()
  await expect(page.getByText('Đi hỏi bến đò')).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

/** @returns the id of the line written */
async function writeHui(page: Page, { t, hui }: Spoken, name: string): Promise<string> {
  await page.getByRole('link', { name: t.nav.hui, exact: true }).click()
  await page.getByRole('link', { name: hui.addPerson }).click()
  await page.getByLabel(hui.person.name, { exact: true }).fill(name)
  await page.getByRole('button', { name: t.note.save, exact: true }).click()
  await expect(page.getByLabel(hui.search, { exact: true })).toBeVisible()
  const short = name.split(' ').at(-1)!
  const line = { code: `PH ${short}`, host: `Chủ ${short}`, face: '2000000', commission: '1000000' }
  const members = ['Hà', 'Rêl', 'Lệ'].map((part) => `${part} ${short}`)
  await openLine(page, { ...line, members }, hui)
  await openRound(page, { [`2. ${members[1]}`]: '350000' }, hui)
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(hui.line.paid(0, 2))).toBeVisible()
  await page.getByRole('link', { name: hui.line.pay }).click()
  await page
    .getByRole('button', { name: hui.pay.full(money(1_650_000)) })
    .first()
    .click()
  await expect(page.getByText(hui.line.paid(1, 2))).toBeVisible()
  return new URL(page.url()).pathname.split('/')[2]!
}

/** The id of the person written alone, who is found by name. */
async function somebody({ page }: Phone, { hui }: Spoken, name: string): Promise<string> {
  await page.getByRole('link', { name: hui.title, exact: true }).click()
  await page.getByLabel(hui.search, { exact: true }).fill(name)
  const href = await page.getByRole('link', { name }).getAttribute('href')
  return href!.split('/').at(-1)!
}
