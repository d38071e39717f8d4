import {
  maxReason,
  type CommandRequest,
  type Emergency,
  type GateControl
} from '#lib/app/gates/gate-control.svelte.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

export const hows = ['PASS', 'OPEN', 'emergency'] as const
/** The reasons that are given by one tap. */
export const usualReasons = ['market', 'boats', 'funeral'] as const

/** How somebody wants to open a gate, and why. */
export interface OpenDraft {
  how: (typeof hows)[number]
  emergency: Emergency | ''
  reason: string
  /** Confirms that no picture is seen; asked only while there is none to decide by. */
  unseen: boolean
}

/**
 * Returns how the form begins, by its address: a second person agrees to opening for good, and the end of an alarm or a
 * drill opens for good and is the reason.
 */
export function begunBy(
  asked: string | null,
  approves: string | null,
  { live: { form } }: GateWords
): Pick<OpenDraft, 'how' | 'reason'> {
  if (approves) return { how: 'OPEN', reason: '' }
  if (asked === 'emergency') return { how: asked, reason: '' }
  if (asked === 'alarm-over' || asked === 'drill-over') return { how: 'OPEN', reason: form.over[asked] }
  return { how: 'PASS', reason: '' }
}

/** Returns the reason as logged: an emergency is one by itself, so that nobody in a hurry has to type it. */
export function openingReason({ how, emergency, reason }: OpenDraft, t: GateWords): string {
  return reason || (how === 'emergency' && emergency ? t.motor.emergencies[emergency] : '')
}

/** Returns the problem of each field; '' for none. @param sees whether there is a picture to decide by */
export function openingProblems(
  draft: OpenDraft,
  sees: boolean,
  t: GateWords
): Record<'emergency' | 'reason' | 'unseen', string> {
  const words = t.live.form
  const { how, emergency, reason, unseen } = draft
  const isEmergency = how === 'emergency'
  return {
    emergency: isEmergency && !emergency ? words.emergencyMissing : '',
    reason: isEmergency && !reason ? '' : wordsProblem(reason, maxReason, words.reasonMissing, t),
    unseen: !sees && !unseen && !isEmergency ? words.unseenMissing : ''
  }
}

/** Returns the words on the slide. In an emergency they themselves say that nothing is seen: nobody ticks a box first. */
export function slideLabel({ how }: Pick<OpenDraft, 'how'>, sees: boolean, t: GateWords): string {
  const words = t.live.form
  return how === 'emergency' && !sees ? words.slideUnseen : words.slide
}

/**
 * Sends the opening, with the picture by which it was decided.
 * @param saw whether the slide's words, as it was moved, spoke of a picture
 * @returns false when that picture became too old during the slide: then nothing was sent
 */
export async function sendOpening(
  control: Pick<GateControl, 'camera' | 'ask'>,
  draft: OpenDraft,
  { saw, approves }: { saw: boolean; approves?: string | null },
  t: GateWords
): Promise<boolean> {
  const { how, emergency, unseen } = draft
  const frame = await control.camera.frame()
  const statesNone = unseen || (how === 'emergency' && !saw)
  if (!frame && !statesNone) return false
  const request: CommandRequest = {
    action: how === 'PASS' ? 'PASS' : 'OPEN',
    reason: openingReason(draft, t),
    ...(frame ? { frame } : { noCamera: true }),
    ...(how === 'emergency' && emergency && { override: emergency }),
    ...(approves && how === 'OPEN' && { approves })
  }
  void control.ask(request)
  return true
}

/** The most letters of last night's reason that a button shows. */
const shownLetters = 60

/** Returns the words of the button that takes over last night's reason. */
export function lastNightLabel(reason: string, t: GateWords): string {
  const letters = [...reason]
  const shown = letters.length > shownLetters ? `${letters.slice(0, shownLetters).join('')}…` : reason
  return t.live.form.lastNight(shown)
}
