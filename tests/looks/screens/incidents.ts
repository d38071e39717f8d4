import type { Look } from '../screen.ts'
import { erasure, incidentReport, incidents, strangers } from '../vocabulary.ts'
import { reported } from '../written.ts'

/** A tip of the demo whose informer still waits for a word. */
const tip = 'rao bán dây điện'
const one = '/incident/[id]'

const commander: readonly Omit<Look, 'account'>[] = [
  { path: '/incidents', shows: (t) => t.home.writeIncident },
  { path: '/incident/khong-co', shows: (t) => incidents(t).unknown },
  { path: '/incident/new', shows: (t) => t.home.writeIncident },
  { path: '/incident/tip', shows: (t) => incidents(t).tips.form.triage },
  {
    path: '/incident/new',
    press: (t) => [t.home.writeIncident],
    shows: (t) => incidents(t).form.textMissing
  },
  { path: '/incidents', press: () => [reported], to: one, shows: (t) => incidents(t).addNote },
  {
    path: '/incidents',
    press: (t) => [reported, incidents(t).paper],
    to: `${one}/print`,
    shows: (t) => incidentReport(t).limits
  },
  {
    path: '/incidents',
    press: (t) => [reported, incidents(t).addNote],
    to: `${one}/note`,
    shows: (t) => incidents(t).form.noteText
  },
  {
    path: '/incidents',
    press: (t) => [reported, incidents(t).changeStage],
    to: `${one}/stage`,
    shows: (t) => incidents(t).form.reason
  },
  {
    path: '/incidents',
    press: (t) => [reported, incidents(t).end, t.note.save],
    to: `${one}/close`,
    shows: (t) => incidents(t).form.reasonMissing
  },
  { path: '/incidents', press: () => [tip], to: one, shows: (t) => incidents(t).tips.notAnswered },
  {
    path: '/incidents',
    press: (t) => [tip, incidents(t).tips.answer],
    to: `${one}/answer`,
    shows: (t) => incidents(t).tips.form.answerText
  },
  { path: '/strangers', shows: (t) => strangers(t).search },
  { path: '/strangers', search: 'xyz', shows: (t) => strangers(t).notFound },
  { path: '/strangers/khong-co', shows: (t) => strangers(t).unknown },
  { path: '/strangers/khong-co/erase', shows: (t) => erasure(t).nothing },
  { path: '/strangers', search: '000.31', shows: () => '69X9-000.31' },
  {
    path: '/strangers',
    search: '000.15',
    press: () => ['69X9-000.15'],
    to: '/strangers/[id]',
    shows: (t) => strangers(t).linked
  },
  {
    path: '/strangers',
    search: '000.31',
    press: (t) => ['69X9-000.31', strangers(t).link],
    to: '/strangers/[id]/link',
    shows: (t) => strangers(t).linkText
  },
  {
    path: '/strangers',
    search: '000.31',
    press: (t) => ['69X9-000.31', strangers(t).mendPlate],
    to: '/strangers/[id]/plate',
    shows: (t) => strangers(t).plateHint
  },
  {
    path: '/strangers',
    search: '000.31',
    press: (t) => ['69X9-000.31', erasure(t).stranger.link],
    to: '/strangers/[id]/erase',
    shows: (t) => erasure(t).hold
  }
]

export const incidentScreens: readonly Look[] = [
  ...commander.map((look) => ({ account: 'ph-truong', ...look })),
  { account: 'ph-khoa', path: '/strangers/new?gate=cong-ben-do', shows: (t) => strangers(t).which },
  { account: 'ph-ubnd', path: '/incidents', shows: (t) => incidents(t).closedToYou }
]
