import { expect, test } from 'vitest'
import { refuse, type Actor } from '../rules.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }

const note = vectors.facts[0]!.fact
const home = { unit: 'xa-phong-hiep', book: 'gates' as const }
const by = (role: string): Actor => ({ name: note.by, roles: [`xa-phong-hiep:${role}`] })
const command = '01936a1c-8f40-7abc-8def-0123456789ab'
const ask = (type: string, body: object, role: string) =>
  refuse({ ...note, type, body }, null, by(role), home)

const attempt = { command, action: 'CLOSE', outcome: 'unknown' }
const attempted = (more: object, role = 'keeper') =>
  ask('gates.command-attempted', { ...attempt, ...more }, role)
const event = { kind: 'completed', source: 'app' }
const reported = (more: object, role = 'agent') => ask('gates.event-reported', { ...event, ...more }, role)

test('a person’s phone tells of its commands, an agent of its gate, and neither for the other', () => {
  for (const role of ['commander', 'officer', 'keeper', 'hamlet']) {
    expect(attempted({}, role)).toBeNull()
    expect(reported({}, role)).toEqual({ code: 'not-allowed' })
  }
  expect(reported({})).toBeNull()
  for (const role of ['agent', 'ubnd', 'auditor'])
    expect(attempted({}, role)).toEqual({ code: 'not-allowed' })
})

test('an attempt with everything, and what it may not hold', () => {
  const all = { outcome: 'refused', code: 'OFFLINE', reason: 'Cấp cứu', override: 'medical', drill: true }
  expect(attempted(all)).toBeNull()
  for (const wrong of [
    { code: 'offline' },
    { outcome: 'sent' },
    { action: 'TOGGLE' },
    { drill: false },
    { reason: ' ' },
    { extra: 1 }
  ])
    expect(attempted({ ...all, ...wrong })).toMatchObject({ code: 'malformed' })
})

test('a report with everything, and what it may not hold', () => {
  const stand = { motion: 'closing', position: null, obstructed: null }
  const snapshot = {
    sha256: 'f'.repeat(43),
    type: 'image/jpeg',
    bytes: 9,
    parts: ['f'.repeat(43)],
    camera: 'cam-1',
    at: note.at
  }
  const all = {
    action: 'OPEN',
    actor: 'ph-cong1b',
    key: note.device,
    approves: command,
    lock: 'alarm',
    until: note.at,
    command,
    code: 'NOT_ALLOWED',
    why: 'no-picture',
    before: stand,
    after: { ...stand, motion: 'closed', position: 0, obstructed: false },
    latencyMs: 0,
    snapshots: [snapshot],
    reason: 'Cháy',
    override: 'fire',
    drill: true
  }
  expect(reported(all)).toBeNull()
  for (const wrong of [
    { kind: 'ajar' },
    { source: 'moon' },
    { latencyMs: -1 },
    { latencyMs: 0.5 },
    { before: { ...stand, position: 101 } },
    { before: { ...stand, motion: 'ajar' } },
    { snapshots: Array.from({ length: 9 }, () => snapshot) },
    { snapshots: [{ ...snapshot, at: 'now' }] },
    { snapshots: [{ ...snapshot, bytes: 0 }] },
    { actor: 'Tư Khởi' },
    { key: 'x' },
    { approves: 'x' },
    { lock: 'chain' },
    { until: 'morning' },
    { extra: 1 }
  ])
    expect(reported({ ...all, ...wrong })).toMatchObject({ code: 'malformed' })
})

test('only a commander says that he has looked at an emergency, and of one command', () => {
  const reviewed = (body: object, role = 'commander') => ask('gates.emergency-reviewed', body, role)
  expect(reviewed({ command })).toBeNull()
  for (const role of ['officer', 'keeper', 'hamlet', 'agent', 'ubnd'])
    expect(reviewed({ command }, role)).toEqual({ code: 'not-allowed' })
  for (const wrong of [{}, { command: 'x' }, { command, extra: 1 }])
    expect(reviewed(wrong)).toMatchObject({ code: 'malformed' })
})

test('what was moved by hand is told by people, with or without a picture; nothing else passes for it', () => {
  const claimed = (body: object, role = 'keeper') => ask('gates.hand-claimed', body, role)
  const photo = { sha256: 'f'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['f'.repeat(43)] }
  expect(claimed({ what: 'closed' })).toBeNull()
  expect(claimed({ what: 'opened', who: 'Hai Muội', photo })).toBeNull()
  for (const role of ['agent', 'ubnd', 'auditor'])
    expect(claimed({ what: 'closed' }, role)).toEqual({ code: 'not-allowed' })
  for (const wrong of [
    { what: 'fault' },
    { what: 'closed', who: ' ' },
    { what: 'closed', photo: { ...photo, type: 'text/html' } },
    { what: 'closed', reason: 'x' }
  ])
    expect(claimed(wrong)).toMatchObject({ code: 'malformed' })
})
