import { refuseCameraRequest, type CameraRequest } from '#lib/domain/gates/contract/camera/camera-request.ts'
import type { CheckContext } from '#lib/domain/gates/contract/checks/check-context.ts'
import {
  receiveBoxRequest,
  receiveCameraRequest,
  receiveSurvey,
  type GateMessage,
  type HolderOf
} from '#lib/domain/gates/contract/checks/receive.ts'
import type { CommandRefusal } from '#lib/domain/gates/contract/codes.ts'
import type { SignedText } from '#lib/domain/gates/contract/envelope.ts'
import { refuseBoxRequest, type BoxRequest } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { refuseSurvey, type SurveyRequest } from '#lib/domain/gates/contract/survey/survey-request.ts'
import { replyTopicFor } from '#lib/domain/gates/contract/topics.ts'
import type { GateSettings } from '../core/agent-gate.ts'

/** A message on one of the gate's command topics, and the topic on which its sender awaits the reply. */
export interface IncomingCommand extends GateMessage {
  responseTopic?: string
}

/** Its reply topic, and whether it is refused. */
interface Judged {
  to: string
  refusal: CommandRefusal | null
}

type Proof = Pick<CheckContext, 'signed' | 'holder' | 'now' | 'challenges'>

/** Judges requests to a gate that are no commands; each gives null when there is nobody to answer. */
export class ProvenRequests {
  constructor(
    private readonly settings: GateSettings,
    private readonly holderOf: HolderOf,
    private readonly proofOf: (holder: GateHolder, signed: SignedText) => Proof
  ) {}

  /** Judges a request for the camera's picture. */
  look(message: IncomingCommand): ({ look: CameraRequest } & Judged) | null {
    const { settings } = this
    const heard = receiveCameraRequest(message, settings, this.holderOf)
    if ('refusal' in heard) return null
    const { look, holder, signed } = heard
    const to = replyTopicFor(look, message.responseTopic)
    const proof = { ...this.proofOf(holder, signed), policy: settings.policy }
    return to === null ? null : { look, to, refusal: refuseCameraRequest(look, proof) }
  }

  /** Judges a survey. */
  survey(message: IncomingCommand): ({ survey: SurveyRequest } & Judged) | null {
    const heard = receiveSurvey(message, this.settings, this.holderOf)
    if ('refusal' in heard) return null
    const { survey, holder, signed } = heard
    const to = replyTopicFor(survey, message.responseTopic)
    return to === null ? null : { survey, to, refusal: refuseSurvey(survey, this.proofOf(holder, signed)) }
  }

  /** Judges a request to the box. */
  box(message: IncomingCommand): ({ request: BoxRequest } & Judged) | null {
    const heard = receiveBoxRequest(message, this.settings, this.holderOf)
    if ('refusal' in heard) return null
    const { request, holder, signed } = heard
    const to = replyTopicFor(request, message.responseTopic)
    return to === null
      ? null
      : { request, to, refusal: refuseBoxRequest(request, this.proofOf(holder, signed)) }
  }
}
