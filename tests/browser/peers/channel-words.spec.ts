import { signedSignal } from '#lib/app/peers/channel/signals.ts'
import { peers } from '#lib/i18n/peers/peers-vi.ts'
import { demoSession } from '../../devices/session.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { keyOf } from '../../peers/peer-stage.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { goInside, type Phone } from '../phone.ts'
import { added, amid, connect, done, loaded, names, press, read, unit } from './channel-steps.ts'
import { hearsOfAll, phoneOf } from './peer-steps.ts'

const keep = forTest()
const t = peers.channel
const count = 300
const endpoint = {
  ufrag: 'QHze',
  password: 'KBkA1v0+uvSdl/2emIj7E2Xq',
  fingerprint: new Uint8Array(32).fill(5),
  candidates: [{ host: '192.168.43.1', port: 35_293 }]
}

const offerOf = (device: TestDevice, of = unit) =>
  signedSignal(endpoint, null, {
    unit: of,
    account: device.account,
    device: keyOf(device),
    now: Date.now,
    verify: async () => false,
    directory: () => Promise.reject(new Error('a writer asks nobody')),
    serverTime: async () => 0
  })

/** Lists a phone and takes it out of use. */
async function barred(url: string): Promise<TestDevice> {
  const { device } = await demoSession(url, 'ph-tonghop')
  const commander = await demoSession(url, 'ph-truong')
  const body = { device: device.id, reason: 'Mất máy', stands: [] }
  const fact = commander.device.fact(
    unit,
    'directory',
    'directory.device-revoked',
    `device/${device.id}`,
    body
  )
  const answer = await commander.post(`/antt-${unit}-directory/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
  return device
}

/** Has what another phone says of its place lead nowhere, as from another Wi-Fi, or with names that no phone there answers to. */
const setApart = ({ page }: Phone, isApart: boolean) =>
  page.evaluate((apart) => {
    type Describe = (this: RTCPeerConnection, description: RTCSessionDescriptionInit) => Promise<void>
    const own = globalThis as unknown as { near?: Describe }
    const prototype = RTCPeerConnection.prototype as { setRemoteDescription: Describe }
    own.near ??= prototype.setRemoteDescription
    const near = own.near
    prototype.setRemoteDescription = apart
      ? function ({ type, sdp = '' }) {
          const nobody = '00000000-0000-4000-8000-000000000000.local'
          return near.call(this, {
            type,
            sdp: sdp.replaceAll(/ \S+ (\d+) typ host/g, ` ${nobody} $1 typ host`)
          })
        }
      : near
  }, isApart)

test('a phone of elsewhere, one out of use, one that is not found and one that stops are told in words; nothing but what was taken stays', async ({
  demo: { url }
}) => {
  const gone = await barred(url)
  const { device: third } = await demoSession(url, 'ph-tonghop')
  const a = await phoneOf(keep, url, 'ph-truc')
  const b = await phoneOf(keep, url, 'ph-truong')
  await hearsOfAll(a)
  await loaded(a, 'ph-truc', third, count)
  b.signal.lose()

  await goInside(b, '/peers?do=wifi')
  await press(b, t.answer)
  for (const [offer, why] of [
    [await offerOf(third, 'xa-khac'), 'other-unit'],
    [await offerOf(new TestDevice('ph-tonghop')), 'unknown-sender'],
    [await offerOf(gone), 'barred-sender']
  ] as const) {
    await read(b, offer)
    await expect(b.page.getByText(t.refusals[why])).toBeVisible()
    await expect(b.page.getByText(t.answerStep)).toHaveCount(0)
  }
  await press(b, t.stop)

  for (const phone of [a, b]) await setApart(phone, true)
  await connect(a, b)
  await expect(a.page.getByText(t.connecting(names.commander))).toBeVisible()
  await expect(a.page.getByText(t.refusals['no-connection'])).toBeVisible()
  for (const name of [peers.qr.give.file, peers.qr.take.file])
    await expect(a.page.getByRole('link', { name, exact: true })).toBeVisible()
  // Nothing tells the other phone: it says by itself what may be wrong.
  await expect(b.page.getByText(t.late)).toBeVisible()
  await press(a, t.again)
  await press(b, t.stop)
  for (const phone of [a, b]) await setApart(phone, false)

  void amid(b, t.stop)
  await connect(a, b)
  await expect(a.page.getByText(t.refusals.lost)).toBeVisible()
  await expect(b.page.getByRole('button', { name: t.offer, exact: true })).toBeVisible()
  await press(a, t.again)
  await connect(a, b)
  await done(a, names.commander)
  await done(b, names.officer)
  const rest = await added(b)
  expect(rest).toBeGreaterThan(0)
  expect(rest).toBeLessThan(count)
  await goInside(b, '/peers')
  await expect(b.page.getByText(peers.carried(count))).toBeVisible()
})
