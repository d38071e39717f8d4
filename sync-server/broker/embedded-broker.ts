import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Aedes, type AuthenticateError, type Client } from 'aedes'
import { largestPacket } from './bounded-packets.ts'
import { isPassOf, IssuedPasses, newPass, readPass, sweepMs, type Broker } from './passes.ts'
import { covers, type Rights } from './rights.ts'

interface Known extends Rights {
  secret: Buffer
  expiresAt: number
}

/** For so long one client that does not read may keep others waiting, ms. */
const unreadMs = 2_000

const digest = (text: string | Buffer) => createHash('sha256').update(text).digest()

/**
 * Starts the embedded MQTT 5 broker. It admits passes of `POST /broker` with the rights of the account's roles and refuses
 * everything else, retained messages and wills included. Passes live in memory; after a restart phones ask for new ones.
 * @param now Unix ms
 */
export async function startEmbeddedBroker(now: () => number): Promise<Broker> {
  const passes = new Map<string, Known>()
  const usernames = new WeakMap<Client, string>()
  const clients = new Map<string, Client>()
  const issued = new IssuedPasses()
  const proofs = new WeakMap<Client, () => void>()
  const passOf = (client: Client | null) => {
    const known = client && passes.get(usernames.get(client) ?? '')
    return known && known.expiresAt > now() ? known : null
  }
  const broker = await Aedes.createBroker({
    connectTimeout: 10_000,
    maximumPacketSize: largestPacket,
    sessionExpiryIntervalLimit: 3600,
    pendingSessionsLimit: 1000,
    authenticate(client, username, password, done) {
      const known = passes.get(username ?? '')
      const admitted =
        known && known.expiresAt > now() && client.id === username && matches(known.secret, password)
      if (admitted) {
        usernames.set(client, username)
        clients.set(username, client)
        proofs.get(client)?.()
      }
      done(admitted ? null : refused(), Boolean(admitted))
    },
    authorizePublish(client, { topic, retain, payload }, done) {
      const pass = passOf(client)
      const clears = retain && payload.length === 0 && covers(pass?.clear ?? [], topic)
      done(clears || covers(pass?.publish ?? [], topic) ? null : new Error('not authorized'))
    },
    authorizeForward(client, packet) {
      const conn = client.conn as Duplex
      if (!conn.writableNeedDrain) return packet
      // All others would wait until it has read: it is cut off, and hears what is retained when it comes back.
      conn.destroy()
      return null
    },
    drainTimeout: unreadMs,
    authorizeSubscribe(client, subscription, done) {
      done(null, covers(passOf(client)?.hear ?? [], subscription.topic) ? subscription : null)
    }
  })
  const end = (username: string) => {
    passes.delete(username)
    clients.get(username)?.close()
    clients.delete(username)
  }
  broker.on('clientDisconnect', (client) => {
    const username = usernames.get(client)
    if (username && clients.get(username) === client) clients.delete(username)
  })
  const sweep = setInterval(() => {
    for (const [username, { expiresAt }] of passes) if (expiresAt <= now()) end(username)
  }, sweepMs)
  sweep.unref()
  return {
    accept(stream, request: IncomingMessage, proved) {
      proofs.set(broker.handle(stream as never, request), proved)
    },
    async issue(holder, rights, until) {
      const pass = newPass(holder, now(), until)
      const { expiresAt, username, password } = pass
      passes.set(username, { ...rights, secret: digest(password), expiresAt })
      for (const old of issued.add(holder, pass)) end(old)
      return pass
    },
    async revoke(account, device) {
      issued.forget(account, device)
      for (const username of passes.keys()) {
        const pass = readPass(username)
        if (pass && isPassOf(pass, account, device)) end(username)
      }
    },
    publishRetained(topic, payload) {
      const packet = {
        cmd: 'publish',
        topic,
        payload: Buffer.from(payload),
        qos: 1,
        retain: true,
        dup: false
      }
      return new Promise((resolve, reject) =>
        broker.publish(packet as never, (problem) => (problem ? reject(problem) : resolve()))
      )
    },
    stop() {
      clearInterval(sweep)
      return new Promise((resolve) => broker.close(() => resolve()))
    }
  }
}

function matches(secret: Buffer, password?: Readonly<Buffer>): boolean {
  return password !== undefined && timingSafeEqual(secret, digest(Buffer.from(password)))
}

function refused(): AuthenticateError {
  return Object.assign(new Error('not authorized'), { returnCode: 4 as const })
}
