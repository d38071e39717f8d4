import { randomUUID } from 'node:crypto'
import { Connection, type IncomingMessage } from '#lib/data/mqtt/connection.ts'
import { wordIn } from '../adapters/mqtt/reader.ts'
import type { AgentConfig } from '../agent-config.ts'
import { bad, good, unsure, type TestFinding } from './finding.ts'

const patienceMs = 10_000

type GateConfig = AgentConfig['gates'][number]

/**
 * Checks that the contact at the closed end of a mapped gate speaks, live and in words that were mapped. Asks as the agent
 * does, and commands nothing. @param config of a gate whose mapping has such a contact @param withinMs patience, ms
 */
export async function checkContact(config: GateConfig, withinMs = patienceMs): Promise<TestFinding> {
  const { gate, controller } = config
  const { contacts, ask } = controller.mapping!
  const places = contacts.closed
  const heard = await messagesOf(config, withinMs)
  const words = (message: IncomingMessage) =>
    places
      .filter(({ topic }) => topic === message.topic)
      .map((place) => ({ place, word: wordIn(place, message.payload) }))
      .filter(({ word }) => word !== null)
  const told = heard.filter(({ retain }) => !retain).flatMap(words)
  const known = told.find(({ place, word }) => [...place.yes, ...place.no].includes(word!))
  if (known) {
    const closed = known.place.yes.includes(known.word!)
    return good(`${gate}: công tắc từ ở đầu đóng có tiếng, đang ${closed ? 'khép' : 'hở'}.`)
  }
  if (told.length > 0)
    return bad(
      `${gate}: công tắc từ ở đầu đóng nói “${told[0]!.word}”, không có trong yes và no của cấu hình.`
    )
  const topic = places[0]!.topic
  if (heard.some((message) => words(message).length > 0))
    return unsure(
      `${gate}: công tắc từ ở đầu đóng chưa nói gì lúc này, chỉ có tin cũ broker còn giữ. Cho nó báo định kỳ, hoặc kéo hở cổng một lần trong lúc thử lại.`
    )
  return ask.length > 0
    ? bad(`${gate}: công tắc từ ở đầu đóng (${topic}) không nói gì khi được hỏi: xem dây, nam châm và topic.`)
    : unsure(
        `${gate}: công tắc từ ở đầu đóng (${topic}) chưa nói gì. Nếu nó chỉ báo khi đổi thì kéo hở cổng một lần trong lúc thử lại.`
      )
}

/** Listens to the contact's topics, asks, and returns all that came until one of them was live, or the time was over. */
async function messagesOf({ controller }: GateConfig, withinMs: number): Promise<IncomingMessage[]> {
  const { url, username, password } = controller.broker
  const { contacts, ask } = controller.mapping!
  const credentials = { ...(username && { username }), ...(password && { password }) }
  const options = { url, clientId: `thu.${randomUUID()}`, ...credentials }
  const connection = await Connection.open(options, () => performance.now())
  const heard: IncomingMessage[] = []
  if (!(connection instanceof Connection)) return heard
  await new Promise<void>((resolve) => {
    const end = setTimeout(resolve, withinMs)
    void connection.ended.then(() => resolve())
    connection.onMessage((message) => {
      heard.push(message)
      if (message.retain) return
      clearTimeout(end)
      resolve()
    })
    void (async () => {
      for (const { topic } of contacts.closed) await connection.listen(topic)
      for (const { topic, payload } of ask) await connection.send({ topic, payload, expirySeconds: 3 })
    })()
  })
  await connection.close()
  return heard
}
