import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import type { PointedContact, Proposal } from '#lib/domain/gates/contract/survey/proposal.ts'
import type { HeardReply, SurveyReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { AgentConfig } from '../../../gate-agent/agent-config.ts'
import { chooseAt } from '../../../gate-agent/survey/chosen-controller.ts'
import { setupAtGate } from '../../../gate-agent/gate-setup.ts'
import { startMosquitto } from '../../broker/brokers.ts'
import { until } from '../../until.ts'
import { GateStand, gateId, unit, type StandOptions } from '../gate-stand.ts'
import { makes, type Make } from '../makes.ts'
import { mappedMakes } from '../mapped/mapped-makes.ts'
import { TestPhone } from '../phone.ts'

type GateSettings = AgentConfig['gates'][number]
const ended: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

/** A gate with a phone on the network beside it; its file leaves the controller open unless `controller` says otherwise. */
async function site(make: Make, { controller = {}, other }: { controller?: object; other?: object } = {}) {
  const beside = await startMosquitto()
  const dataDir = mkdtempSync(join(tmpdir(), 'chosen-'))
  const broker = { url: `mqtt://127.0.0.1:${beside.tcp}` }
  const settings = (id: string, more: object) =>
    ({ gate: id, controller: { broker, ...more }, closeAt: '22:00' }) as GateSettings
  const gate = settings(gateId, controller)
  const gates = [gate, ...(other ? [settings('cong-khac', other)] : [])]
  const options: StandOptions = {
    beside,
    make,
    lan: true,
    folder: dataDir,
    get gate() {
      return setupAtGate(gate, { dataDir, gates })
    }
  }
  const stand = await GateStand.start(options)
  const far = await stand.phone()
  const { device } = far
  const near = await TestPhone.connect(stand.localUrl, { unit, agent: stand.key, now: stand.now, device })
  await until(() => near.state !== undefined)
  ended.push(async () => {
    await near.leave()
    await stand.stop()
  })
  return { stand, far, near, dataDir }
}

const code = (reply: SurveyReply) => (reply.survey === 'refused' ? reply.refusal.code : reply.survey)
const tries = (phone: TestPhone, proposal: Proposal) => phone.surveyed({ survey: 'try', proposal })
const hears = async (phone: TestPhone, more: object = {}) =>
  (await phone.surveyed({ survey: 'hear', ...more })) as HeardReply
/** Hears until the answer has it: what the broker had stored arrives with the first moments. */
async function hearsOf(phone: TestPhone, has: (heard: HeardReply) => boolean): Promise<HeardReply> {
  for (;;) {
    const heard = await hears(phone)
    if (has(heard)) return heard
  }
}

const homeAssistant = makes[0]!
const found = { kind: 'home-assistant', id: 'cong01/cua' } as const

test('a gate that nobody has connected is unknown and moves for nobody', async () => {
  const { stand, near } = await site(homeAssistant)
  await until(() => near.state?.warnings?.includes('not-mapped') === true)
  expect(near.state).toMatchObject({ motion: 'unknown', deviceOnline: false })
  await near.hears(await near.ask('CLOSE'), 'DEVICE_OFFLINE')
  expect(stand.gate.ordered).toEqual([])
})

test('a controller that announces itself is found, tried by ordinary commands, kept, and obeyed after a restart', async () => {
  const { stand, near } = await site(homeAssistant)
  await hearsOf(near, (heard) => heard.found.some(({ id }) => id === found.id))
  const trying = await tries(near, found)
  expect(trying.survey).toBe('trying')
  await until(() => near.state?.deviceOnline === true && near.state.motion === 'open')
  expect(near.state?.warnings).toContain('controller-on-trial')
  // It is being tried: nothing closes it by itself.
  expect(near.state?.schedule).toBeUndefined()
  await near.hears(await near.ask('CLOSE'), 'completed')
  await near.hears(await near.ask('OPEN'), 'completed')
  const digest = (trying as { digest: string }).digest
  expect(code(await near.surveyed({ survey: 'keep', digest }))).toBe('kept')
  const who = { kind: 'config-changed', source: 'lan', actor: near.holder.account, key: near.device.id }
  expect(stand.log.filter(({ kind }) => kind === 'config-changed')).toEqual([
    { ...who, why: 'controller-tried' },
    { ...who, why: 'controller-chosen' }
  ])
  await until(() => near.state?.schedule !== undefined)
  await stand.stopAgent()
  stand.startAgent()
  const from = near.states.length
  await until(() => near.states.slice(from).some(({ motion }) => motion === 'open'))
  await near.hears(await near.ask('CLOSE'), 'completed')
  expect(stand.gate.shutter.position).toBe(0)
  expect(stand.news).not.toContainEqual(expect.objectContaining({ news: 'first-use' }))
})

test('what changes as the wall button is pressed is told with its values, and the contact that was pointed at counts', async () => {
  const { make } = mappedMakes['tasmota-relays']!()
  const { stand, near } = await site(make)
  await hearsOf(
    near,
    (heard) => heard.kinds[0]?.kind === 'tasmota-relays' && heard.kinds[0].topics[0] === 'cong01'
  )
  const toEnds = async (how: 'open' | 'close', position: number) => {
    stand.gate.press(how)
    await until(() => stand.gate.shutter.position === position)
  }
  await toEnds('close', 0)
  await hears(near, { marks: true })
  await toEnds('open', 100)
  await toEnds('close', 0)
  // Waits for one word of the contact: it speaks on a change alone, and only then can be compared.
  await hearsOf(near, ({ topics }) => topics.some(({ topic }) => topic === 'stat/cong01/RESULT'))
  await hears(near, { marks: true })
  await toEnds('open', 100)
  const { changed } = await hearsOf(near, (heard) => heard.changed.length > 0)
  const pointed = changed.find(({ topic }) => topic === 'stat/cong01/RESULT')!
  expect(pointed).toEqual({
    topic: 'stat/cong01/RESULT',
    pointer: '/Switch1/Action',
    before: 'ON',
    after: 'OFF'
  })
  const closed: PointedContact = { topic: pointed.topic, pointer: pointed.pointer, yes: 'ON', no: 'OFF' }
  const proposal = { kind: 'tasmota-relays', topic: 'cong01', closed, travelSeconds: 1 }
  expect(code(await tries(near, proposal))).toBe('trying')
  await until(() => near.state?.deviceOnline === true)
  await near.hears(await near.ask('CLOSE'), 'completed')
  await until(() => near.state?.motion === 'closed')
})

test('only police who stand there survey, with their own phone’s signature, and none of it moves the gate', async () => {
  const { stand, far, near } = await site(homeAssistant)
  const keeper = await stand.phone({ roles: ['keeper'] })
  const beside = async (phone: TestPhone) => {
    const { device, holder } = phone
    const one = await TestPhone.connect(stand.localUrl, {
      unit,
      agent: stand.key,
      now: stand.now,
      device,
      ...holder
    })
    ended.push(() => one.leave())
    return one
  }
  expect(code(await tries(await beside(keeper), found))).toBe('NOT_ALLOWED')
  expect(code(await near.surveyed({ survey: 'try', proposal: found, iat: 1, exp: 5_001 }))).toBe('STALE')
  // Over the commune's broker nobody is asked at all.
  await far.survey({ survey: 'try', proposal: found })
  await near.survey({ survey: 'try', proposal: found, key: keeper.device.id })
  expect(code(await hears(near))).toBe('heard')
  expect(far.surveys).toEqual([])
  await until(() => near.state?.warnings?.includes('not-mapped') === true)
  expect(stand.gate.ordered).toEqual([])
})

test('what cannot be used, is another gate’s, or is not what was tried is refused', async () => {
  const { near } = await site(homeAssistant, {
    other: { dialect: 'home-assistant', id: 'cong02/cua' }
  })
  expect(code(await tries(near, { kind: 'home-assistant', id: 'cong02/cua' }))).toBe('TAKEN')
  expect(code(await tries(near, { kind: 'tasmota-button', topic: 'cong01' }))).toBe('BAD_PROPOSAL')
  expect(code(await tries(near, { kind: 'no-such-kind' }))).toBe('BAD_PROPOSAL')
  const digest = 'f'.repeat(16)
  expect(code(await near.surveyed({ survey: 'keep', digest }))).toBe('NOT_TRIED')
  const silent = await tries(near, { kind: 'home-assistant', id: 'cong09/cua' })
  expect(code(await near.surveyed({ survey: 'keep', digest: (silent as { digest: string }).digest }))).toBe(
    'NOT_HEARD'
  )
  await tries(near, found)
  await until(() => near.state?.motion === 'open')
  await near.ask('CLOSE')
  await until(() => near.state?.motion === 'closing')
  expect(code(await tries(near, { kind: 'home-assistant', id: 'cong09/cua' }))).toBe('MOVING')
})

test('a controller of which nothing was heard is not kept, whatever was heard of another before', async () => {
  const { near } = await site(homeAssistant)
  await tries(near, found)
  await until(() => near.state?.motion === 'open')
  const silent = (await tries(near, { kind: 'home-assistant', id: 'cong09/cua' })) as { digest: string }
  expect(code(await near.surveyed({ survey: 'keep', digest: silent.digest }))).toBe('NOT_HEARD')
})

test('what another gate got meanwhile is not kept', async () => {
  const { near, dataDir } = await site(homeAssistant, { other: {} })
  const trying = (await tries(near, found)) as { digest: string }
  await until(() => near.state?.motion === 'open')
  chooseAt(dataDir, 'cong-khac', { proposal: found, by: 'ai-do', key: 'k', at: 1 })
  expect(code(await near.surveyed({ survey: 'keep', digest: trying.digest }))).toBe('TAKEN')
})

test('a request that somebody beside the gate repeats is not carried out again', async () => {
  const { stand, near } = await site(homeAssistant)
  const first = await tries(near, found)
  const second = await tries(near, { kind: 'home-assistant', id: 'cong09/cua' })
  expect([code(first), code(second)]).toEqual(['trying', 'trying'])
  await near.survey({ survey: 'try', proposal: found, id: first.id })
  await hears(near)
  const tried = stand.log.filter(({ why }) => why === 'controller-tried')
  expect(tried).toHaveLength(2)
})

test('a gate whose file names its controller is surveyed, and stays as it is', async () => {
  const { near } = await site(homeAssistant, { controller: { dialect: 'home-assistant', id: 'cong01/cua' } })
  await hearsOf(near, ({ topics }) => topics.length > 0)
  expect(code(await tries(near, { kind: 'home-assistant', id: 'cong09/cua' }))).toBe('FIXED')
  expect(near.state?.motion).toBe('open')
})

test('an answer fits its envelope, whatever is said at the broker', async () => {
  const { stand, near } = await site(homeAssistant)
  await hears(near)
  const noisy = await mqtt.connectAsync(stand.localUrl, { protocolVersion: 5 })
  ended.push(() => noisy.endAsync(true))
  for (let i = 0; i < 700; i++)
    await noisy.publishAsync(`on-ao/${i}/${'x'.repeat(80)}`, `{"a":"${'ồ'.repeat(90)}${i}"}`)
  await noisy.publishAsync('dài', 'x'.repeat(10_000))
  const { topics, left } = await hearsOf(near, (heard) => heard.left > 100)
  expect(topics.length).toBeGreaterThan(0)
  // Hundreds are remembered, and not all: anybody may invent topics.
  expect(topics.length + left).toBeLessThanOrEqual(500)
  expect(topics.map(({ topic }) => topic)).not.toContain('dài')
})
