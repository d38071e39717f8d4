import { photoDatabase } from '#lib/domain/database-names.ts'
import { partId } from '#lib/domain/photos/parts.ts'
import type { Role } from '#lib/domain/roles.ts'
import { hand } from '#lib/i18n/gates/manual-vi.ts'
import { strangers } from '#lib/i18n/strangers/strangers-vi.ts'
import { photos } from '#lib/i18n/photos/photos-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { allSent, report } from '../incidents/incident-steps.ts'
import { signInApproved } from '../approval.ts'
import { goInside, newPhone, openGate, readyForOffline, signIn, type Phone } from '../phone.ts'
import { pictureOn, watchPictures } from '../pictures.ts'
import { countFingers, fingersOf } from '../access/taps.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'

let stack: TestStack
let keeper: Phone
let officer: Phone

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  ;[keeper, officer] = [keep(await phoneOf('keeper')), keep(await phoneOf('officer'))]
})

async function phoneOf(role: Role): Promise<Phone> {
  const { name, password } = await stack.account(role)
  if (role === 'keeper')
    await stack.provision({
      units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
      accounts: [],
      gates: [{ unit: stack.unit, gate: 'cong-1', name: 'Cổng Bến Đò', kind: 'hand', keepers: [name] }]
    })
  const phone = await newPhone(stack.url)
  await watchPictures(phone)
  await countFingers(phone.page)
  await signInApproved(stack, phone, { name, password })
  return phone
}

/** Makes a picture as the phone's camera would give. */
const shoot = ({ page }: Phone, label: string, picture: string) =>
  page.getByLabel(label, { exact: true }).setInputFiles(`static/icons/${picture}.png`)

test('a stranger and a gate closed by hand, with pictures and no network: an officer sees both, byte for byte', async () => {
  await readyForOffline(keeper)
  keeper.signal.lose()
  const before = await fingersOf(keeper.page)
  await shoot(keeper, strangers.new, 'icon-512')
  await keeper.page.getByRole('button', { name: strangers.directions.in, exact: true }).click()
  await expect(keeper.page.getByRole('heading', { name: strangers.went.in })).toBeVisible()
  await expect(keeper.page.getByText(vi.saved.here)).toBeVisible()
  // The tap that opens the camera is its own; this is the other one.
  expect((await fingersOf(keeper.page)).taps - before.taps).toBe(1)
  const seen = await pictureOn(keeper, strangers.photo)

  const readPlate = async (link: string, plate: string) => {
    await keeper.page.getByRole('link', { name: link }).click()
    await keeper.page.getByLabel(strangers.plate).fill(plate)
    await keeper.page.getByRole('button', { name: vi.note.save, exact: true }).click()
    await expect(keeper.page.getByText(plate)).toBeVisible()
  }
  await readPlate(strangers.readPlate, '69X9-000.37')
  const trip = (state: string) => keeper.page.locator('.row').getByText(state, { exact: true })
  await expect(trip(vi.sync.pending)).toBeVisible()
  keeper.signal.regain()
  await expect(trip(vi.sync.sent)).toBeVisible()
  // Of what has arrived a correction has not.
  keeper.signal.lose()
  await readPlate(strangers.mendPlate, '69X9-000.31')
  await expect(trip(vi.sync.pending)).toBeVisible()

  await keeper.page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await keeper.page.getByRole('link', { name: vi.home.writeClosed }).click()
  await shoot(keeper, hand.shoot, 'icon-192')
  const word = (phone: Phone) => phone.page.getByRole('region', { name: hand.keeper })
  await expect(word(keeper).getByText(vi.gates.states.closed)).toBeVisible()
  const closed = await pictureOn(keeper, hand.photo)
  keeper.signal.regain()
  await goInside(keeper, '/sync')
  await keeper.page.getByRole('button', { name: vi.syncing.now }).click()
  await allSent(keeper)

  // Somebody changes one byte of it on the server: it is shown to nobody.
  const restore = await flipByte(closed.parts[0]!)
  await openGate(officer, 'Cổng Bến Đò')
  await expect(word(officer)).toContainText(vi.gates.states.closed)
  await expect(word(officer)).toContainText(photos.problems['not-matching'])
  await restore()
  await officer.page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
  await openGate(officer, 'Cổng Bến Đò')
  expect(await pictureOn(officer, hand.photo)).toEqual(closed)

  await officer.page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
  await officer.page.getByRole('link', { name: vi.nav.strangers, exact: true }).click()
  const row = officer.page.getByRole('link', { name: '69X9-000.31' })
  const search = officer.page.getByLabel(strangers.search)
  await search.fill('000.32')
  await expect(officer.page.getByText(strangers.notFound)).toBeVisible()
  await search.fill('9 00031')
  await row.click()
  expect(await pictureOn(officer, strangers.photo)).toEqual(seen)
})

test('linked to an incident it is kept, and each leads to the other', async () => {
  const { page } = officer
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await report(officer, 'Mất trộm gà ở ấp 1B')
  const incident = page.url()
  await page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
  await page.getByRole('link', { name: vi.nav.strangers, exact: true }).click()
  await page.getByRole('link', { name: '69X9-000.31' }).click()
  const promise = page.getByText(strangers.until('').slice(0, 12))
  await expect(promise).toBeVisible()
  await page.getByRole('link', { name: strangers.link }).click()
  await page.getByRole('button', { name: 'Mất trộm gà ở ấp 1B' }).click()
  await page.getByRole('link', { name: strangers.linked }).click()
  await expect(page).toHaveURL(incident)
  await page.getByRole('link', { name: '69X9-000.31' }).click()
  await expect(page.getByRole('link', { name: strangers.linked })).toBeVisible()
  await expect(promise).toHaveCount(0)
})

/** @returns what puts the byte back */
async function flipByte(hash: string): Promise<() => Promise<unknown>> {
  const database = stack.couch.nano.use(
    photoDatabase({ unit: stack.unit, place: 'pictures', at: Date.now() })
  )
  const document = (await database.get(partId(hash), { attachments: true })) as {
    _rev: string
    _attachments: { bytes: { content_type: string; data: string } }
  }
  const { content_type, data } = document._attachments.bytes
  const bytes = Buffer.from(data, 'base64')
  bytes[100]! ^= 1
  const changed = { bytes: { content_type, data: bytes.toString('base64') } }
  const { rev } = await database.insert({ ...document, _attachments: changed } as never)
  return () =>
    database.insert({ ...document, _rev: rev, _attachments: { bytes: { content_type, data } } } as never)
}

test('on a phone that has just signed in, no tap is lost before the gates have come', async ({ demo }) => {
  const phone = await newPhone(demo.url)
  try {
    await signIn(phone, 'ph-truong')
    await goInside(phone, '/strangers/new?gate=cong-ben-do')
    await phone.page.getByRole('button', { name: strangers.directions.in, exact: true }).click()
    await expect(phone.page.getByRole('heading', { name: strangers.went.in })).toBeVisible()
  } finally {
    await phone.throwAway()
  }
})
