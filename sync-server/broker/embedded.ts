import { Aedes, type AuthenticateError, type Client } from 'aedes'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { addressOf, type Answer, type Credentials } from '../gateway/sign-in.ts'
import { mayHear } from './rights.ts'

export interface Broker {
  /** Takes over one WebSocket's stream. */
  accept(stream: Duplex, request: IncomingMessage): void
  stop(): Promise<void>
}

type SignIn = (credentials: Credentials, address: string) => Promise<Answer>

/**
 * The embedded MQTT 5 broker: an account's own name and password get in, and hear the bells of the books they read.
 * Nobody publishes: what arrives from outside is refused, retained and last words included.
 */
export async function embeddedBroker(signIn: SignIn): Promise<Broker> {
  const rolesByClient = new WeakMap<Client, readonly string[]>()
  const addressByClient = new WeakMap<Client, string>()
  const broker = await Aedes.createBroker({
    connectTimeout: 10_000,
    maximumPacketSize: 16 * 1024,
    sessionExpiryIntervalLimit: 3600,
    pendingSessionsLimit: 1000,
    authenticate(client, name, password, done) {
      void admit(client, name, password?.toString('utf8')).then(
        // A callback of its own turn: what it throws is no refusal of the sign-in.
        (code) => setImmediate(done, code === 'signed-in' ? null : refusal(code), code === 'signed-in')
      )
    },
    authorizePublish: (_client, _packet, done) => done(new Error('not authorized')),
    authorizeSubscribe(client, subscription, done) {
      done(null, mayHear(rolesByClient.get(client) ?? [], subscription.topic) ? subscription : null)
    }
  })
  async function admit(client: Client, name?: string, password?: string): Promise<Answer['code']> {
    if (!name || !password) return 'wrong-password'
    const answer = await signIn({ name, password }, addressByClient.get(client) ?? '').catch(() => null)
    if (answer?.code === 'signed-in') rolesByClient.set(client, answer.roles)
    return answer?.code ?? 'unreachable'
  }
  return {
    accept(stream, request) {
      addressByClient.set(broker.handle(stream as never, request), addressOf(request))
    },
    stop: () => new Promise((resolve) => broker.close(() => resolve()))
  }
}

function refusal(code: Answer['code']): AuthenticateError {
  const returnCode = code === 'unreachable' ? 3 : 4
  return Object.assign(new Error('not authorized'), { returnCode })
}
