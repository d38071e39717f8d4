import { expect, test } from 'vitest'
import type { CommandRequest, GateControl } from '#lib/app/gates/gate-control.svelte.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import {
  begunBy,
  lastNightLabel,
  openingProblems,
  openingReason,
  sendOpening,
  slideLabel,
  type OpenDraft
} from './open-draft.ts'

const t = gateWords
const words = t.live.form
const passage: OpenDraft = { how: 'PASS', emergency: '', reason: 'Ghe về', unseen: false }
const emergency: OpenDraft = { how: 'emergency', emergency: 'fire', reason: '', unseen: false }
const quiet = { emergency: '', reason: '', unseen: '' }
const frame = { sha256: 'a'.repeat(64), ageMs: 400 }

/** Sends a draft while the camera holds that picture. @returns whether it was sent, and what */
async function sent(draft: OpenDraft, saw: boolean, picture: typeof frame | null, approves?: string) {
  const asked: CommandRequest[] = []
  const control = {
    camera: { frame: () => Promise.resolve(picture) },
    ask: (request: CommandRequest) => void asked.push(request)
  } as unknown as GateControl
  const isSent = await sendOpening(control, draft, { saw, ...(approves && { approves }) }, t)
  return { isSent, asked }
}

test('without a picture a passage needs somebody’s word that there is none; an emergency says so on its slide', () => {
  expect(openingProblems(passage, true, t)).toEqual(quiet)
  expect(openingProblems(passage, false, t)).toEqual({ ...quiet, unseen: words.unseenMissing })
  expect(openingProblems({ ...passage, unseen: true }, false, t)).toEqual(quiet)
  expect(openingProblems(emergency, false, t)).toEqual(quiet)
  expect(slideLabel(passage, false, t)).toBe(words.slide)
  expect(slideLabel(emergency, true, t)).toBe(words.slide)
  expect(slideLabel(emergency, false, t)).toBe(words.slideUnseen)
})

test('a passage needs a reason, an emergency its kind, which is the reason unless another is typed', () => {
  expect(openingProblems({ ...passage, reason: ' ' }, true, t).reason).toBe(words.reasonMissing)
  expect(openingProblems({ ...emergency, emergency: '' }, true, t).emergency).toBe(words.emergencyMissing)
  expect(openingReason(emergency, t)).toBe(t.motor.emergencies.fire)
  expect(openingReason({ ...emergency, reason: 'Cháy nhà Tư Khởi' }, t)).toBe('Cháy nhà Tư Khởi')
})

test('a form begins with one passage, and after an alarm with opening for good and its reason', () => {
  const asked = [null, 'x', 'emergency', 'alarm-over', 'drill-over']
  expect(asked.map((how) => Object.values(begunBy(how, null, t)))).toEqual([
    ['PASS', ''],
    ['PASS', ''],
    ['emergency', ''],
    ['OPEN', 'Hết báo động'],
    ['OPEN', 'Hết diễn tập']
  ])
  expect(begunBy('emergency', 'x', t)).toEqual({ how: 'OPEN', reason: '' })
})

test('what was seen goes with the command; a picture that aged during the slide sends nothing', async () => {
  expect(await sent(passage, true, frame)).toEqual({
    isSent: true,
    asked: [{ action: 'PASS', reason: 'Ghe về', frame }]
  })
  expect(await sent(passage, true, null)).toEqual({ isSent: false, asked: [] })
  // The words on the slide spoke of a picture.
  expect(await sent(emergency, true, null)).toEqual({ isSent: false, asked: [] })
  const unseen = { action: 'OPEN', reason: t.motor.emergencies.fire, noCamera: true, override: 'fire' }
  expect(await sent(emergency, false, null)).toEqual({ isSent: true, asked: [unseen] })
})

test('only an opening for good approves another person’s', async () => {
  expect((await sent({ ...passage, how: 'OPEN' }, true, frame, 'x')).asked[0]).toHaveProperty('approves', 'x')
  expect((await sent(passage, true, frame, 'x')).asked[0]).not.toHaveProperty('approves')
})

test('a long reason of last night is shown in part, cut inside no letter', () => {
  expect(lastNightLabel('Ghe về', t)).toBe(words.lastNight('Ghe về'))
  expect(lastNightLabel('𠀀'.repeat(500), t)).toBe(words.lastNight(`${'𠀀'.repeat(60)}…`))
})
