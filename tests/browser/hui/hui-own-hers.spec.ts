import type { Envelope } from '#lib/domain/fact.ts'
import { ownId, ownPerson } from '#lib/domain/hui/own/own-record.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { huiOwn as t } from '#lib/i18n/hui/own/own-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { asDocument } from '../../facts.ts'
import { agreement, wholeParts } from '../../hui/test-line.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { addHere } from './hui-steps.ts'

let stack: TestStack
const keep = forTest()
forFile(async (keep) => void (stack = keep(await startTestStack({ buildDir: build }))))

async function phoneOf(account: { name: string; password: string }): Promise<Phone> {
  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, account)
  return phone
}

/** Has an officer bring a line of a host, with one round. */
async function handedIn() {
  const [host, officer] = [await stack.account('host'), await stack.account('officer')]
  const owner = { unit: stack.unit, by: host.name }
  const [id, member] = [ownId(owner, 1_000), ownId(owner, 2_000)]
  const told = { on: '2026-11-01', said: { by: 'host', how: 'talk' } }
  const terms = { host: ownPerson(owner), parts: wholeParts(member, member), startsOn: told.on }
  const writes = (type: string, body: object, stream = `line/${id}`): Envelope =>
    host.device.fact(stack.unit, 'hui', type, stream, body)
  const round = writes('hui.round-held', {
    ...told,
    k: 1,
    chosen: 'lot',
    taker: 1,
    bid: 0,
    tickets: [],
    collected: false
  })
  const facts = [
    writes('hui.person-described', { name: 'Thu Hà' }, `person/${member}`),
    writes('hui.line-agreed', { ...agreement(2, 1_000_000, terms), ...told, code: 'BH-1' }),
    round
  ]
  const docs = facts.map(asDocument)
  const answer = await officer.post(`/${stack.database('hui')}/_bulk_docs`, { docs })
  expect(await answer.json()).toEqual(facts.map(({ id }) => expect.objectContaining({ ok: true, id })))
  return { id, officer, round }
}

test('an officer corrects nothing of what a host handed in, and what was written past the server changes nothing', async () => {
  const { id, officer, round } = await handedIn()
  const reversed = { entry: round.id, reason: 'Ghi nhầm' }
  const past = officer.device.fact(stack.unit, 'hui', 'hui.entry-reversed', `line/${id}`, reversed)
  await stack.couch.nano.use(stack.database('hui')).insert(asDocument(past) as never)
  const phone = await phoneOf(officer)
  const { page } = phone
  await goInside(phone, '/hui')
  await page.getByRole('link', { name: /^BH-1/ }).click()
  await expect(page.getByText(t.declared.hers)).toBeVisible()
  const entries = page.locator('#entries')
  await expect(entries.getByText(hui.doubts['not-by-host'])).toBeVisible()
  await expect(page.getByText(hui.line.none)).toHaveCount(0)
  for (const act of [hui.entries.reverse.act, hui.receipt.issue])
    await expect(page.getByRole('button', { name: act })).toHaveCount(0)
  for (const act of [hui.line.openRound, hui.line.pay, hui.amend.title, hui.line.stop, hui.transfer.title])
    await expect(page.getByRole('link', { name: act, exact: true })).toHaveCount(0)
  for (const act of [
    'round',
    'pay',
    'amend',
    'stop',
    'transfer',
    'members',
    'interest',
    'debt',
    'settlement'
  ]) {
    await goInside(phone, '/hui')
    await expect(page.getByText(t.declared.hers)).toHaveCount(0)
    await goInside(phone, `/hui/${id}/${act}`)
    await expect(page.getByText(t.declared.hers)).toBeVisible()
    await expect(page.getByRole('button', { name: hui.round.save })).toHaveCount(0)
  }
})

test('forms of a host say that a save stays on her phone, and send nothing later', async () => {
  const phone = await phoneOf(await stack.account('host'))
  const { page } = phone
  await goInside(phone, '/hui/person/new')
  await expect(page.getByText(t.saved)).toBeVisible()
  await expect(page.getByText(vi.note.promise)).toHaveCount(0)
  await goInside(phone, '/hui/new')
  phone.signal.lose()
  await addHere(page, hui.part(1), 'Thu Hà')
  await expect(page.getByText(t.saved)).toBeVisible()
  await expect(page.getByText(vi.saved.of('Thu Hà'), { exact: true })).toBeVisible()
})
