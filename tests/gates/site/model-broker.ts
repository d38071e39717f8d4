import type { Link, LinkState } from '#lib/data/mqtt/link.ts'
import type { IncomingMessage } from '#lib/data/mqtt/connection.ts'
import { reaches } from '#lib/domain/mqtt-topic.ts'
import type { ControllerMessage } from '../../../gate-agent/simulator/controllers/controller.ts'

/** One end of a connection to the broker: what reaches it, in order. */
export interface Client {
  filters: Set<string>
  hear(message: ControllerMessage, from: Client | null): void
}

/** The broker beside a gate without its network: it retains, saves now and then, dies, and comes back with what it had saved. */
export class ModelBroker {
  isUp = true
  #retained = new Map<string, string>()
  #saved = new Map<string, string>()
  readonly #clients = new Set<Client>()
  readonly #under: (() => void)[] = []
  #isDelivering = false

  attach(client: Client): void {
    this.#clients.add(client)
  }
  detach(client: Client): void {
    this.#clients.delete(client)
  }

  /** Delivers as a subscription does what is retained. */
  subscribe(client: Client, filter: string): void {
    client.filters.add(filter)
    for (const [topic, payload] of this.#retained)
      if (reaches(topic, filter))
        this.#deliver(() => client.hear({ topic, payload, retain: true }, null), client)
  }

  publish({ topic, payload, retain }: ControllerMessage, from: Client | null = null): void {
    if (!this.isUp) return
    if (retain) this.#keep(this.#retained, topic, payload)
    for (const client of this.#clients)
      if ([...client.filters].some((filter) => reaches(topic, filter)))
        this.#deliver(() => client.hear({ topic, payload, retain: false }, from), client)
  }

  save(): void {
    this.#saved = new Map(this.#retained)
  }

  /** Ends it; a killed one forgets what came since it saved last. Connections are the caller's to end. */
  fall(how: 'killed' | 'ended'): void {
    if (how === 'ended') this.save()
    this.isUp = false
    this.#clients.clear()
    this.#retained = new Map()
  }

  rise(): void {
    this.isUp = true
    this.#retained = new Map(this.#saved)
  }

  /** Lays something into its file, as somebody once left it there. */
  leave(topic: string, payload: string): void {
    this.#keep(this.#saved, topic, payload)
  }

  #keep(kept: Map<string, string>, topic: string, payload: string) {
    if (payload === '') kept.delete(topic)
    else kept.set(topic, payload)
  }

  /** Delivers in the order of publishing, whatever a hearer publishes meanwhile. */
  #deliver(hear: () => void, client: Client) {
    this.#under.push(() => {
      if (this.#clients.has(client)) hear()
    })
    if (this.#isDelivering) return
    this.#isDelivering = true
    for (let next = this.#under.shift(); next; next = this.#under.shift()) next()
    this.#isDelivering = false
  }
}

/** The agent's link over that broker; opens and breaks when it is told to. */
export class ModelLink implements Pick<Link, 'listen' | 'send' | 'watch'> {
  readonly client: Client = {
    filters: new Set(),
    hear: (message, from) => this.#hear(message, from)
  }
  /** Hears what reaches the agent live, before the agent does. */
  spy: (from: Client | null) => void = () => {}
  readonly sent: { topic: string; payload: string }[] = []
  #isOpen = false
  readonly #hearers = new Map<string, Set<(message: IncomingMessage) => void>>()
  readonly #watchers = new Set<(state: LinkState) => void>()

  constructor(private readonly broker: ModelBroker) {}

  get isOpen(): boolean {
    return this.#isOpen
  }

  open(): void {
    if (this.#isOpen || !this.broker.isUp) return
    this.#isOpen = true
    this.broker.attach(this.client)
    for (const filter of this.#hearers.keys()) this.broker.subscribe(this.client, filter)
    for (const told of this.#watchers) told('open')
  }

  break(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.client.filters.clear()
    this.broker.detach(this.client)
    for (const told of this.#watchers) told('lost')
  }

  watch(told: (state: LinkState) => void): () => void {
    this.#watchers.add(told)
    return () => void this.#watchers.delete(told)
  }

  listen(filter: string, hear: (message: IncomingMessage) => void): () => void {
    const known = this.#hearers.get(filter)
    const hearers = known ?? new Set()
    hearers.add(hear)
    this.#hearers.set(filter, hearers)
    if (!known && this.#isOpen) this.broker.subscribe(this.client, filter)
    return () => {
      hearers.delete(hear)
      if (hearers.size > 0) return
      this.#hearers.delete(filter)
      this.client.filters.delete(filter)
    }
  }

  async send({ topic, payload }: { topic: string; payload: string }): Promise<{ code: 'sent' | 'OFFLINE' }> {
    if (!this.#isOpen) return { code: 'OFFLINE' }
    this.sent.push({ topic, payload })
    this.broker.publish({ topic, payload, retain: false }, this.client)
    return { code: 'sent' }
  }

  #hear(message: ControllerMessage, from: Client | null) {
    if (!message.retain) this.spy(from)
    for (const [filter, hearers] of this.#hearers)
      if (reaches(message.topic, filter)) hearers.forEach((hear) => hear(message as IncomingMessage))
  }
}
