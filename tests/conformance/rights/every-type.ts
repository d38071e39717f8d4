import type { FactType } from '#lib/domain/facts.ts'
import { agreement } from '../../hui/test-line.ts'

const id = '01936a1c-8f2f-7abc-8def-000000000001'
const other = '01936a1c-8f2f-7abc-8def-000000000002'
const device = 'A'.repeat(43)
const key = { kty: 'EC', crv: 'P-256', x: device, y: device }
const at = '2026-11-24T15:03:04.000Z'
const day = '2026-11-24'
const photo = { sha256: device, type: 'image/jpeg', bytes: 5, parts: [device] }
const gate = 'cong-1b'
const step = { after: id, to: 'handling', reason: 'Có tin mới' }
const told = { category: 'theft', text: 'Mất xe' }
const heard = { on: day, said: { by: 'host', how: 'post' } }
const due = { ...heard, k: 1, part: 1, holder: id, amount: 500_000 }
const seat = { on: day, official: { account: 'ai' }, role: 'police' }
const counted = { value: 5, precision: 'exact' }

/** The kind of stream and a body of each type of fact, as small as its shape allows. */
export const bodies: Record<FactType, [stream: string, body: object]> = {
  'directory.unit-named': ['unit', { name: 'Phong Hiệp', kind: 'xã' }],
  'directory.unit-history-named': ['unit', { province: 'tỉnh Cà Mau', predecessors: [] }],
  'directory.sealing-key-set': ['unit', { key }],
  'directory.account-listed': ['account', { account: 'ai', name: 'Ai', roles: ['keeper'] }],
  'directory.gate-registered': ['gate', { gate, name: 'Cổng 1B', kind: 'hand' }],
  'directory.gate-retired': ['gate', { gate, reason: 'Tháo rồi' }],
  'directory.acceptance-recorded': [
    'gate',
    { startedAt: at, steps: [{ step: 'stop', observed: 'seen', answer: 'yes' }] }
  ],
  'directory.device-enrolled': ['device', { key, label: 'Máy' }],
  'directory.device-approved': ['device', { account: 'ai', device, roles: ['keeper'], from: at }],
  'directory.device-revoked': ['device', { device, reason: 'Mất máy', stands: [] }],
  'directory.device-introduced': ['device', { key, label: 'Máy', account: 'ai', device, enrolledAt: at }],
  'directory.device-readmitted': ['device', { device, revocation: id }],
  'directory.alarm-keys-allowed': ['unit', { allowed: true }],
  'directory.alarm-key-set': ['device', {}],
  'directory.account-suspended': ['account', { account: 'ai', reason: 'Nghỉ việc', stands: [] }],
  'directory.account-restored': ['account', { account: 'ai', suspension: id }],
  'directory.password-reset': ['account', { account: 'ai' }],
  'directory.local-address-set': ['gate', { gate }],
  'directory.contacts-set': ['unit', {}],
  'directory.hui-words-chosen': ['unit', { words: {} }],
  'directory.gate-group-named': ['group', { group: 'ap-1b', name: 'Ấp 1B', gates: [gate] }],
  'directory.gate-contact-set': ['gate', { gate }],
  'directory.gate-modem-set': ['gate', { gate }],
  'directory.gate-decision-recorded': [
    'gate',
    { number: '12/QĐ-UBND', date: day, hours: { from: '22:00', to: '05:00' }, mayOrder: 'Trực chỉ huy' }
  ],
  'directory.gate-decision-withdrawn': ['gate', { decisions: [id], reason: 'Có quyết định khác' }],
  'directory.neighbours-set': ['unit', { neighbours: [] }],
  'directory.records-confirmed': ['device', { records: [id] }],
  'directory.erasure-ordered': ['unit', { kind: 'person', subject: id, reason: 'asked' }],
  'directory.erasure-declined': ['unit', { order: id, why: 'in-line' }],
  'directory.facts-erased': ['unit', { order: id, book: 'hui', erased: [], photos: [], parts: [] }],
  'directory.quarter-removed': [
    'unit',
    { book: 'duty', quarter: '2020q1', who: 'Quản trị', records: 0, photos: 0, taken: [] }
  ],
  'gates.note-written': ['gate', { what: 'closed', reason: 'Đóng cổng', who: 'Tư Khởi' }],
  'gates.hand-claimed': ['gate', { what: 'closed' }],
  'gates.command-attempted': ['gate', { command: id, action: 'CLOSE', outcome: 'unknown' }],
  'gates.emergency-reviewed': ['gate', { command: id }],
  'gates.event-reported': ['gate', { kind: 'online', source: 'agent' }],
  'duty.alarm-started': ['alarm', { gates: [gate], from: 'app' }],
  'duty.alarm-received': ['alarm', {}],
  'duty.gate-answered': ['alarm', { gate, answer: 'closed' }],
  'duty.words-received': ['alarm', { words: [id] }],
  'duty.position-held': ['alarm', { gate }],
  'duty.position-left': ['alarm', { gate }],
  'duty.description-given': ['alarm', { vehicle: 'car' }],
  'duty.neighbour-called': ['alarm', { neighbour: 'Xã bạn', how: 'call' }],
  'duty.gate-reopened': ['alarm', { gate }],
  'duty.alarm-ended': ['alarm', {}],
  'duty.stranger-seen': ['stranger', { gate, direction: 'in' }],
  'duty.plate-read': ['stranger', { plate: '69A' }],
  'duty.stranger-linked': ['stranger', { incident: id }],
  'duty.strangers-removed': ['unit', { strangers: 1, taken: [{ device, n: 1 }] }],
  'incidents.incident-reported': ['incident', told],
  'incidents.tip-received': ['incident', { ...told, source: 'phone', triage: 'crime' }],
  'incidents.informer-answered': ['incident', {}],
  'incidents.note-added': ['incident', { text: 'Đã đến nơi' }],
  'incidents.stage-changed': ['incident', step],
  'incidents.incident-closed': ['incident', { ...step, to: 'closed' }],
  'incidents.incident-reopened': ['incident', step],
  'incidents.photo-added': ['incident', photo],
  'incidents.book-seen': ['briefing', { until: at }],
  'incidents.work-handed-over': [
    'handover',
    { from: 'ai', to: 'khac', files: [], lines: [], gates: [], groups: [] }
  ],
  'incidents.work-taken-over': ['handover', { handover: id }],
  'hui.person-described': ['person', { name: 'Bà Tư' }],
  'hui.line-agreed': ['line', agreement(2, 500_000)],
  'hui.terms-amended': ['line', { ...heard, fromRound: 1, changes: {}, reason: 'Ghi nhầm' }],
  'hui.round-held': [
    'line',
    { ...heard, k: 1, chosen: 'lot', taker: 1, bid: 0, tickets: [], collected: true, unpaid: [id] }
  ],
  'hui.contribution-received': ['line', { ...due, method: 'cash' }],
  'hui.contribution-covered': ['line', { ...due, by: id }],
  'hui.advance-repaid': ['line', { ...due, to: id }],
  'hui.prepaid': ['line', { ...heard, holder: id, amount: 500_000, method: 'cash' }],
  'hui.pot-handed': ['line', { ...heard, k: 1, to: id, amount: 500_000, commissionKept: 0, method: 'cash' }],
  'hui.lot-drawn': ['line', { ...heard, k: 1, parts: [1, 2], drawn: 2, witnesses: [id] }],
  'hui.pot-left': ['line', { ...heard, k: 1, holder: id, amount: 500_000 }],
  'hui.set-off-agreed': ['line', { ...due, pot: 2 }],
  'hui.late-interest-paid': ['line', { ...heard, k: 1, from: id, to: id, amount: 500_000, method: 'cash' }],
  'hui.penalty-waived': ['line', { ...heard, k: 1, from: id, by: id, amount: 500_000 }],
  'hui.debt-acknowledged': [
    'line',
    { ...heard, from: id, to: other, amount: 500_000, instalments: [{ on: day, amount: 500_000 }] }
  ],
  'hui.settlement-agreed': [
    'line',
    { ...heard, shares: [{ from: id, to: other, on: day, amount: 500_000 }], signed: [id, other] }
  ],
  'hui.agreed-paid': ['line', { ...heard, agreed: id, from: id, to: other, amount: 500_000, method: 'cash' }],
  'hui.receipt-issued': [
    'line',
    {
      ...heard,
      number: 'LT-4827HK-000123',
      entry: other,
      code: 'LT-01',
      kind: 'prepaid',
      payer: id,
      payee: id,
      amount: 500_000,
      into: 0,
      back: [],
      balance: 500_000
    }
  ],
  'hui.part-transferred': [
    'line',
    { ...heard, part: 1, from: id, to: other, units: 1, fromRound: 1, price: 0, pays: 'buyer' }
  ],
  'hui.transfer-signed': ['line', { ...heard, transfer: id, as: 'buyer' }],
  'hui.member-joined': ['line', { ...heard, part: 1, person: id, units: 1, fromRound: 2, paid: 500_000 }],
  'hui.member-left': ['line', { ...heard, part: 1, holder: id, fromRound: 2, settled: 0, damage: 0 }],
  'hui.claim-paid': ['line', { ...heard, left: id, amount: 500_000 }],
  'hui.joining-paid': ['line', { ...heard, part: 1, holder: id, amount: 500_000 }],
  'hui.turn-swapped': ['line', { ...heard, first: { part: 1, k: 1 }, second: { part: 2, k: 2 } }],
  'hui.guarantor-agreed': [
    'line',
    { ...heard, guarantor: id, holder: other, scope: 'all', amount: 500_000, until: day }
  ],
  'hui.change-signed': ['line', { ...heard, change: id, as: 'host' }],
  'hui.line-stopped': ['line', { ...heard, reason: 'Vỡ' }],
  'hui.entry-reversed': ['line', { entry: id, reason: 'Ghi nhầm' }],
  'hui.entry-confirmed': ['line', { ...heard, entry: id }],
  'hui.entry-denied': ['line', { ...heard, entry: id, reason: 'Chưa đóng' }],
  'hui.collapse-opened': ['collapse', { host: id, on: day, gist: 'Chủ hụi bỏ đi' }],
  'hui.collapse-seen': ['collapse', { on: day }],
  'hui.claim-registered': [
    'collapse',
    { number: 1, claimant: { person: id }, parts: 1, amount: 500_000, paper: false }
  ],
  'hui.claim-reversed': ['collapse', { claim: id, reason: 'Ghi nhầm' }],
  'hui.flag-reviewed': ['person', { ...heard, indicator: 'R14', level: 'amber', outcome: 'explained' }],
  'hui.score-viewed': ['person', { on: day }],
  'hui.identity-marked': ['person', { ...heard, kind: 'phone', mark: device, proof: device }],
  'hui.persons-same': ['person', { ...heard, same: other, reason: 'Ghi hai lần' }],
  'hui.household-named': ['person', { ...heard, people: [other] }],
  'hui.statement-taken': ['person', { ...heard, payer: other, says: 'paid' }],
  'hui.sale-reported': ['person', { ...heard, line: id, part: 1, from: id, to: other }],
  'hui.inducement-reported': ['person', { ...heard, what: 'gift', confirmed: false }],
  'hui.remark-reversed': ['person', { remark: id, reason: 'Ghi nhầm' }],
  'hui.group-registered': ['group', { ...heard, host: id, since: day, members: 20 }],
  'hui.official-seated': ['group', seat],
  'hui.official-left': ['group', seat],
  'hui.commitment-signed': ['group', heard],
  'hui.group-reported': ['group', { ...heard, gist: 'Kỳ này đã khui' }],
  'hui.group-status-set': ['group', { on: day, status: 'stopped' }],
  'hui.asset-line-noted': ['group', { ...heard, what: 'gold', text: 'Mỗi phần một chỉ' }],
  'hui.host-reminded': ['group', { on: day, round: day, text: 'Nhờ chủ hụi báo kỳ' }],
  'hui.tip-linked': ['group', { on: day, incident: id }],
  'hui.group-entry-reversed': ['group', { entry: id, reason: 'Ghi nhầm' }],
  'notices.line-listed': [
    'notice',
    { host: id, hostName: 'Bà Tư', line: 'D1', n: 2, face: 5e5, members: 2, period: 'month', startsOn: day }
  ],
  'notices.notice-received': [
    'notice',
    {
      kind: 'new',
      receivedOn: day,
      number: '1',
      from: 'Bà Tư',
      host: { name: 'Bà Tư' },
      startsOn: day,
      value: 1e6,
      members: 2
    }
  ],
  'notices.notice-asked': ['notice', { host: id, hostName: 'Bà Tư', by: day }],
  'notices.notice-withdrawn': ['notice', { notice: id, reason: 'Ghi nhầm' }],
  'notices.notice-placed': ['notice', { notice: id, line: other }],
  'movement.model-listed': ['model', { name: 'Cổng ANTT', field: 'security', since: day }],
  'movement.group-counted': [
    'model',
    { group: id, kind: 'group', name: 'Tổ 1', groups: 1, members: counted, asOf: day }
  ],
  'movement.figures-published': [
    'figures',
    {
      asOf: day,
      area: {
        level: 'commune',
        id: 'xa-a',
        kind: 'xã',
        name: 'A'
      },
      figures: [],
      source: 'Báo'
    }
  ],
  'private.flag-raised': ['unit', { kind: 'gap', device, day, count: 1, facts: [], numbers: [] }],
  'private.flag-settled': ['unit', { flag: id }],
  'private.detail-recorded': [
    'subject',
    { about: 'person', kind: 'id-number', value: '000123456789', purpose: 'identity' }
  ],
  'private.detail-removed': ['subject', { detail: id, reason: 'mistake' }],
  'private.detail-read': ['subject', { detail: id, reason: 'identity' }],
  'private.request-received': ['request', { kind: 'view', receivedOn: day, from: 'Bà Tư' }],
  'private.request-answered': ['request', { outcome: 'done', text: 'Đã cho xem' }],
  'device.set-aside': ['device', { n: 1, code: 'malformed' }]
}
