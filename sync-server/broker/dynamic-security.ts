import { randomUUID } from 'node:crypto'
import mqtt, { type MqttClient } from 'mqtt'
import { isPassOf, IssuedPasses, newPass, readPass, sweepMs, type Broker, type PassHolder } from './passes.ts'
import type { Rights } from './rights.ts'

const control = '$CONTROL/dynamic-security/v1'
const answerMs = 5_000
/** Timeout of the first question, ms: a broker without the plugin never answers. */
const probeMs = 1_500

interface Command {
  command: string
  [field: string]: unknown
}
interface Answer {
  command: string
  error?: string
  data?: { clients?: string[]; client?: { roles?: { rolename: string }[] } }
}

type Ask = (commands: readonly Command[], patienceMs?: number) => Promise<Answer[]>
type PassStore = Pick<Broker, 'issue' | 'revoke' | 'publishRetained' | 'stop'>

/**
 * Keeps passes in Mosquitto's dynamic-security plugin: one client and one role per pass, named after it. Needs an account
 * in MQTT_URL that may use the plugin. Returns null when the broker offers no such plugin.
 * @param now Unix ms; @param report hears of a sweep that failed, which is tried again
 */
export async function dynamicSecurity(
  url: URL,
  now: () => number,
  report: (problem: unknown) => void
): Promise<PassStore | null> {
  const client = await mqtt.connectAsync(url.href, {
    protocolVersion: 5,
    clientId: `antt-server-${randomUUID()}`,
    keepalive: 30
  })
  client.on('error', () => {})
  const ask = await door(client)
  const clients = await ask?.([{ command: 'listClients' }], probeMs).catch(() => null)
  if (!ask || !clients) {
    await client.endAsync(true)
    return null
  }
  if (!(await mayRing(ask, url))) {
    // Mosquitto disconnects a client whose rights change; the next connection has them.
    await client.endAsync(true)
    return dynamicSecurity(url, now, report)
  }
  const remove = async (usernames: readonly string[]) => {
    if (usernames.length === 0) return
    // Disabling ends a connection at once; deleting alone may leave it open.
    const commands = usernames.flatMap((username) => [
      { command: 'disableClient', username },
      { command: 'deleteClient', username },
      { command: 'deleteRole', rolename: username }
    ])
    await ask(commands)
  }
  const those = async (chosen: (pass: PassHolder & { expiresAt: number }) => boolean) => {
    const [listed] = await ask([{ command: 'listClients' }])
    return (listed?.data?.clients ?? []).filter((username) => {
      const pass = readPass(username)
      return pass !== null && chosen(pass)
    })
  }
  const sweep = async () => remove(await those(({ expiresAt }) => expiresAt <= now()))
  await sweep()
  const timer = setInterval(() => void sweep().catch(report), sweepMs)
  timer.unref()
  const issued = new IssuedPasses()
  return {
    async issue(holder, rights, until) {
      const pass = newPass(holder, now(), until)
      const { username, password, clientId } = pass
      await ask([
        { command: 'createRole', rolename: username, acls: aclsOf(rights) },
        { command: 'createClient', username, password, clientid: clientId, roles: [{ rolename: username }] }
      ])
      await remove(issued.add(holder, pass))
      return pass
    },
    async revoke(account, device) {
      issued.forget(account, device)
      await remove(await those((pass) => isPassOf(pass, account, device)))
    },
    async publishRetained(topic, payload) {
      await client.publishAsync(topic, payload, { qos: 1, retain: true })
    },
    async stop() {
      clearInterval(timer)
      await client.endAsync(true)
    }
  }
}

const bellRole = 'so-tay-antt-bell'

/** Grants this server's account the right to ring all bells, for an administrator of the plugin has no other rights. Returns
 * false when it was granted just now. */
async function mayRing(ask: Ask, { username }: URL): Promise<boolean> {
  const own = { username: decodeURIComponent(username) }
  const [known] = await ask([{ command: 'getClient', ...own }])
  if (known?.data?.client?.roles?.some(({ rolename }) => rolename === bellRole)) return true
  const acls = aclsOf({ publish: ['antt/v1/+/bell/+'], hear: [], clear: [] })
  await ask([{ command: 'createRole', rolename: bellRole, acls }]).catch(unlessThere)
  // The connection usually ends before the answer arrives.
  await ask([{ command: 'addClientRole', ...own, rolename: bellRole }], probeMs).catch(() => {})
  return false
}

function unlessThere(problem: Error) {
  if (!/already/i.test(problem.message)) throw problem
}

function aclsOf({ publish, hear, clear }: Rights) {
  const acl = (acltype: string) => (topic: string) => ({ acltype, topic, priority: 0, allow: true })
  return [...[...publish, ...clear].map(acl('publishClientSend')), ...hear.map(acl('subscribePattern'))]
}

/** Returns a function that sends commands and awaits the answers; null when this account may not read them. */
async function door(client: MqttClient) {
  const responses = `${control}/response`
  const granted = await client.subscribeAsync(responses, { qos: 1 }).catch(() => [])
  if (!granted.some(({ qos }) => qos < 128)) return null
  const waiting = new Map<string, (answers: Answer[]) => void>()
  client.on('message', (topic, payload) => {
    if (topic !== responses) return
    const { responses: answers = [] } = JSON.parse(payload.toString()) as {
      responses?: (Answer & { correlationData?: string })[]
    }
    const mark = answers[0]?.correlationData ?? ''
    waiting.get(mark)?.(answers)
    waiting.delete(mark)
  })
  return (commands: readonly Command[], patienceMs = answerMs): Promise<Answer[]> =>
    new Promise((resolve, reject) => {
      const mark = randomUUID()
      const timer = setTimeout(() => {
        waiting.delete(mark)
        reject(new Error('dynamic security does not answer'))
      }, patienceMs)
      waiting.set(mark, (answers) => {
        clearTimeout(timer)
        const failed = answers.find(({ error }) => error)
        if (failed) reject(new Error(`${failed.command}: ${failed.error}`))
        else resolve(answers)
      })
      const marked = commands.map((command) => ({ ...command, correlationData: mark }))
      client.publish(control, JSON.stringify({ commands: marked }), { qos: 1 })
    })
}
