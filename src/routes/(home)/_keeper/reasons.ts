import type { NightPassage } from '#lib/domain/gates/last-night.ts'
import { emergencies, type Emergency } from '#lib/app/gates/gate-control.svelte.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import { lastNightLabel, usualReasons, type OpenDraft } from '../../(gates)/gate/[id]/open/open-draft.ts'

/** A reason that a keeper gives by one tap. */
export type OneTapReason = Emergency | (typeof usualReasons)[number] | 'last-night'

/** Returns the reasons to choose from: in an alarm a gate opens for nothing but an emergency. */
export function reasonsFor(
  isInAlarm: boolean,
  lastNight: NightPassage | null,
  t: GateWords
): { value: OneTapReason; label: string }[] {
  const urgent = (value: Emergency) => ({ value, label: t.motor.emergencies[value] })
  if (isInAlarm) return emergencies.map(urgent)
  const words = t.live.form
  const usual = usualReasons.map((value) => ({ value, label: words.usualReasons[value] }))
  const repeated = lastNight && {
    value: 'last-night' as const,
    label: lastNightLabel(lastNight.reason, t)
  }
  return [...(repeated ? [repeated] : []), ...usual, urgent('medical')]
}

/** Returns what that reason asks for: an emergency opens for good, all else lets one vehicle through. */
export function draftFor(
  why: OneTapReason | '',
  lastNight: NightPassage | null,
  unseen: boolean,
  t: GateWords
): OpenDraft {
  const emergency = emergencies.find((one) => one === why)
  if (emergency) return { how: 'emergency', emergency, reason: '', unseen }
  const usual = usualReasons.find((one) => one === why)
  const repeated = why === 'last-night' ? (lastNight?.reason ?? '') : ''
  const reason = usual ? t.live.form.usualReasons[usual] : repeated
  return { how: 'PASS', emergency: '', reason, unseen }
}
