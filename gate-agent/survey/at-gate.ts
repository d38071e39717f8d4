import type { Proposal } from '#lib/domain/gates/contract/survey/proposal.ts'
import type { SurveyRefusal } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { Relay } from '../adapters/relay.ts'

/** Names who chooses a controller, and with which key. */
export interface Chooser {
  actor: string
  key: string
}

/** Tells whether another gate of this machine is driven by that controller, or may be by any of these relays. */
export type IsTaken = (kind: string, id: string | undefined, relays: readonly Relay[]) => boolean

/** A gate whose controller is chosen by a phone that stands there. */
export interface AtGate<Setup> {
  /**
   * Returns the gate as it would be driven; nothing is kept. @param announced what its controller's announcement leads
   * to; null: none was heard
   */
  setupFor(
    proposal: Proposal,
    announced: readonly Relay[] | null
  ): { setup: Setup } | { code: Extract<SurveyRefusal, 'BAD_PROPOSAL' | 'TAKEN'> }
  /** Keeps a proposal as the gate's controller, with what was announced in its trial. @returns the gate as it is driven from now on */
  keep(proposal: Proposal, chooser: Chooser): Setup
  /** Looks at the other gates once, and returns the answer for any controller. */
  takenNow(): IsTaken
}
