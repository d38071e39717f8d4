import { hash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { maxBoxLetters } from '#lib/domain/gates/contract/gate-box/box-limits.ts'
import { TestDevice } from '../../facts.ts'
import { until as eventually } from '../../until.ts'
import { openSession } from '../../devices/session.ts'
import type { TestAccount } from '../../stack.ts'
import { BoxStage } from './box-stage.ts'
import { leaving, looseBox, RawPhone } from './raw-phone.ts'

/** Whoever may not leave a box at a gate, or leaves none, leaves nothing: the real agent judges by the unit's directory. */
let stage: BoxStage
let raw: RawPhone
let honest: TestDevice
let keeper: TestAccount
beforeAll(async () => {
  stage = await BoxStage.start()
  keeper = await stage.server.account('keeper')
  honest = keeper.device
  stage.startAgent()
  await stage.agentApproves(honest.id)
  raw = await RawPhone.connect(`ws://127.0.0.1:${stage.beside.port}`, stage.server.unit)
  await eventually(() => stage.lines.some((line) => line.includes('đã nhận máy này')))
})
afterAll(async () => {
  await raw.stop()
  await stage.stop()
})
afterEach(() => expect(stage.files()).toEqual([]))

const knows = ({ id }: TestDevice) => stage.agentKnows((text) => text.includes(id))
const publicOf = (unit = stage.server.unit) => stage.server.tools.sealing.publicOf(unit)
const box = (device = honest) => looseBox(stage.server.unit, publicOf(), device)
const says = (type: string, stream: string, body: object) =>
  stage.server.tools.writer.write(stage.server.unit, 'directory', async () => [
    { stream, type, body } as never
  ])

test('what the key of the phone did not sign, or somebody signs in another’s name', async () => {
  const [thief, stranger] = [new TestDevice(honest.account), new TestDevice('nguoi-la')]
  const asked = leaving(await box())
  expect(await raw.ask(honest, asked, { sign: (p) => thief.sign(p) })).toBe('BAD_SIGNATURE')
  expect(await raw.ask(honest, asked, { sign: (p) => honest.sign(p.replace('cong-1b', 'cong-1c')) })).toBe(
    'BAD_SIGNATURE'
  )
  for (const request of [
    raw.request(thief, asked),
    raw.request(stranger, asked),
    raw.request(stranger, { ...asked, actor: honest.account })
  ])
    expect(await raw.unanswered(request, honest)).toBeUndefined()
})

test('a phone that nobody has approved, one that was stopped, one whose certificate is over, and a machine', async () => {
  const waiting = new TestDevice(keeper.name)
  await openSession(stage.server.url, waiting, keeper.password).then(({ post }) =>
    post(`/${stage.server.database('directory')}/_bulk_docs`, {
      docs: [(({ id, ...fact }) => ({ _id: id, ...fact }))(waiting.enrolment(stage.server.unit))]
    })
  )
  await knows(waiting)
  expect(await raw.ask(waiting, leaving(await box()))).toBe('REVOKED')

  const stopped = await stage.server.account('officer')
  await says('directory.device-revoked', `device/${stopped.device.id}`, {
    device: stopped.device.id,
    reason: 'Mất máy',
    stands: []
  })
  await stage.agentKnows((text) => text.includes('Mất máy'))
  expect(await raw.ask(stopped.device, leaving(await box()))).toBe('REVOKED')

  const [from, until] = [120_000, 60_000].map((ms) => new Date(Date.now() - ms).toISOString())
  const certificate = { account: keeper.name, device: waiting.id, roles: ['keeper'], from, until }
  await says('directory.device-approved', `device/${waiting.id}`, certificate)
  await stage.agentKnows((text) => text.includes(until!))
  expect(await raw.ask(waiting, leaving(await box()))).toBe('REVOKED')

  const machine = await stage.server.account('agent')
  await stage.agentApproves(machine.device.id)
  expect(await raw.ask(machine.device, leaving(await box()))).toBe('NOT_ALLOWED')
})

test('what was signed too long ago, for too long or for tomorrow, and what the broker has kept', async () => {
  const now = Date.now()
  const asked = leaving(await box())
  expect(await raw.ask(honest, { ...asked, iat: now - 60_000, exp: now - 55_000 })).toBe('STALE')
  expect(await raw.ask(honest, { ...asked, exp: now + 60_000 })).toBe('STALE')
  expect(await raw.ask(honest, { ...asked, iat: now + 60_000, exp: now + 65_000 })).toBe('CLOCK_SKEW')
  const retained = raw.request(honest, asked)
  expect(await raw.unanswered(retained, honest, true)).toBeUndefined()
  await raw.send({ ...retained, payload: '' }, true)
})

test('what is for another unit, or sealed to another server', async () => {
  const other = await stage.server.anotherUnit()
  const foreign = await looseBox(other, publicOf(other), honest)
  expect(await raw.ask(honest, leaving(foreign))).toBe('OTHER_SERVER')
  const nobodys = await looseBox(stage.server.unit, new TestDevice('ai').publicKey, honest)
  expect(await raw.ask(honest, leaving(nobodys))).toBe('OTHER_SERVER')
  const elsewhere = raw.request(honest, { ...leaving(await box()), unit: other })
  expect(await raw.unanswered({ ...elsewhere }, honest)).toBeUndefined()
})

test('what no phone has sealed that the machine knows as one of the unit’s', async () => {
  const { unit } = stage.server
  const stranger = new TestDevice('nguoi-la')
  const waiting = new TestDevice(keeper.name)
  await openSession(stage.server.url, waiting, keeper.password).then(({ post }) =>
    post(`/${stage.server.database('directory')}/_bulk_docs`, {
      docs: [(({ id, ...fact }) => ({ _id: id, ...fact }))(waiting.enrolment(unit))]
    })
  )
  await knows(waiting)
  for (const sealer of [stranger, waiting])
    expect(await raw.leave(honest, await looseBox(unit, publicOf(), honest, sealer))).toBe('STRANGER')
  const named = await looseBox(unit, publicOf(), honest, stranger)
  const letters = named.letters.replace(stranger.id, honest.id)
  const posed = { ...named, name: hash('sha256', letters, 'base64url'), letters }
  expect(await raw.leave(honest, posed)).toBe('STRANGER')
})

test('what is larger than any box or piece, cut off, longer than it says, or no box at all', async () => {
  const whole = await box()
  const { letters } = whole
  for (const more of [
    { size: maxBoxLetters + 1 },
    { text: 'A'.repeat(6_145) },
    { from: -1 },
    { size: 0 },
    { text: 'ờ' },
    { text: '' }
  ])
    expect(await raw.unanswered(raw.request(honest, leaving(whole, more)), honest)).toBeUndefined()
  expect(await raw.ask(honest, leaving(whole, { text: letters.slice(0, -1) }))).toBe('have')
  expect(
    await raw.ask(honest, leaving(whole, { from: letters.length - 1, text: `${letters.at(-1)}AAAA` }))
  ).toBe('BAD_BOX')
  expect(await raw.ask(honest, leaving(whole, { size: 64, text: letters }))).toBe('BAD_BOX')
  expect(await raw.ask(honest, leaving({ ...whole, name: 'A'.repeat(43) }))).toBe('BAD_BOX')
  for (const rubbish of ['AAAA', 'AAAA BBBB CCCC', ' ', 'A= B=A']) {
    const name = hash('sha256', rubbish, 'base64url')
    expect([rubbish, await raw.ask(honest, leaving({ ...whole, name, letters: rubbish }))]).toEqual([
      rubbish,
      'BAD_BOX'
    ])
  }
})
