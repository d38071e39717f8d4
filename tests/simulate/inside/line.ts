import type { Answered, Asked } from '../server/answers.ts'
import * as answers from './answer.ts'
import type { Chance } from './chance.ts'
import type { Life } from './phone/life.ts'
import type { Timeline } from './timeline.ts'
import { calm, faultIn, type Fault, type Weather } from './weather.ts'

export interface Parts {
  timeline: Timeline
  chance: Chance
  /** The server takes a request that was sent at that time. */
  deliver(asked: Asked, sentAt: number): Promise<Answered>
  /** The network goes, and does not come back by itself. */
  breaks(): void
  /** The server has it, and nobody was told. */
  unheard(asked: Asked): void
  /** Something on the way finds a request too large, whatever it brings. */
  tooLarge(asked: Asked): void
  tell(what: string): void
}

const instead: Partial<Record<Fault, (chance: Chance) => answers.TextAnswer>> = {
  portal: answers.portal,
  unavailable: answers.unavailable,
  broken: answers.broken,
  unauthorized: answers.unauthorized,
  busy: (chance) => answers.busy(chance.whole(1, 120)),
  odd: (chance) => answers.odd(chance.one(['{}', '[]', 'null', '""', '[{}]']))
}

/** One phone's way to the server, with all that may happen on it. */
export class Line {
  online = true
  weather: Weather = calm
  /** As the browser keeps it for this device. */
  #cookie: string | undefined
  readonly #underWay = new Set<(problem: Error) => void>()

  constructor(private readonly parts: Parts) {}

  cutOff(): void {
    this.online = false
    for (const fail of this.#underWay) fail(new TypeError('network changed'))
  }

  fetch(life: Life, url: string, init: RequestInit): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (life.dead) return
      if (init.signal?.aborted) return reject(new TypeError('aborted'))
      const fail = (problem: Error) => {
        this.#underWay.delete(fail)
        if (!life.dead) reject(problem)
      }
      this.#underWay.add(fail)
      init.signal?.addEventListener('abort', () => fail(new TypeError('aborted')))
      const arrive = (answer: answers.TextAnswer) => {
        if (this.#underWay.delete(fail) && !life.dead) resolve(answer as unknown as Response)
      }
      const body = init.body as string | undefined
      const path = url.replace(/^\/db/, '')
      const token = (init.headers as Record<string, string>)['x-antt']
      this.#travel({ method: init.method!, path, body, token, cookie: this.#cookie }).then(arrive, fail)
    })
  }

  async #travel(asked: Asked): Promise<answers.TextAnswer> {
    const { timeline, chance, tell } = this.parts
    const isOnline = this.online
    const fault = isOnline ? faultOf(faultIn(this.weather, chance), asked) : 'lost'
    if (fault && isOnline) tell(`${fault}: ${asked.method} ${asked.path.split('?')[0]}`)
    const sentAt = timeline.now
    await timeline.pause(fault === 'slow' ? chance.whole(5_000, 90_000) : chance.whole(20, 250))
    if (fault === 'lost' || fault === 'redirect') throw new TypeError('Failed to fetch')
    if (fault === 'too-large') {
      this.parts.tooLarge(asked)
      return answers.tooLarge()
    }
    const stead = instead[fault!]
    if (stead) return stead(chance)
    if (fault === 'silent' && chance.in(0.5)) await never()
    const arrived = await this.#ask(asked, sentAt)
    const again = fault === 'twice' ? await this.#ask(asked, sentAt) : null
    if (isCut(fault)) this.parts.unheard(asked)
    if (fault === 'silent') await never()
    await timeline.pause(chance.whole(10, 250))
    if (fault === 'answer-lost') {
      // Mostly an answer is lost because the network is.
      if (chance.in(0.5)) this.parts.breaks()
      throw new TypeError('network changed')
    }
    const answer = again && chance.in(0.7) ? again : arrived
    return this.#told(answer, fault)
  }

  #ask(asked: Asked, sentAt: number): Promise<Answered> {
    return this.parts.deliver(asked, sentAt)
  }

  #told({ status, body, cookie }: Answered, fault: Fault | null): answers.TextAnswer {
    this.#cookie = cookie ?? this.#cookie
    const { timeline, chance } = this.parts
    const headers = { 'content-type': 'application/json', date: new Date(timeline.now).toUTCString() }
    const rows = fault === 'shuffled' || fault === 'rows-missing' ? changedRows(body, fault) : body
    const text = JSON.stringify(rows)
    if (fault === 'cut-quietly')
      return new answers.TextAnswer(status, text.slice(0, chance.whole(0, text.length - 1)), headers)
    return new answers.TextAnswer(status, text, headers, fault === 'cut')
  }
}

const ofBatches: ReadonlySet<Fault | null> = new Set(['shuffled', 'rows-missing', 'too-large'])

function faultOf(fault: Fault | null, { path }: Asked): Fault | null {
  return ofBatches.has(fault) && !path.endsWith('/_bulk_docs') ? null : fault
}

/** A server answers a batch in whatever order it likes, and may leave something out. */
function changedRows(body: unknown, fault: Fault): unknown {
  if (!Array.isArray(body)) return body
  return fault === 'shuffled' ? [...body].reverse() : body.slice(1)
}

const isCut = (fault: Fault | null) => ['silent', 'answer-lost', 'cut', 'cut-quietly'].includes(fault ?? '')

const never = () => new Promise<never>(() => {})
