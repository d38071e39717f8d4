import { randomUUID } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { Connection, type NotOpened } from '#lib/data/mqtt/connection.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import type { BrokerAccess } from '../agent-config.ts'
import { bad, good, type TestFinding } from './finding.ts'

const why: Record<NotOpened, string> = {
  unreachable: 'không kết nối được: xem broker có chạy không, cổng mạng và chứng chỉ',
  'not-allowed': 'không nhận tên hoặc mật khẩu',
  'too-old': 'chưa nói được MQTT 5: cần Mosquitto 2 trở lên'
}

/** Checks that a broker lets the agent in. @param name how the installer knows it, for example `Broker tại cổng` */
export async function checkBroker(
  name: string,
  { url, username, password }: BrokerAccess
): Promise<TestFinding> {
  const credentials = { ...(username && { username }), ...(password && { password }) }
  const access = { url, clientId: `thu.${randomUUID()}`, ...credentials }
  const connection = await Connection.open(access, () => performance.now())
  if (!(connection instanceof Connection)) return bad(`${name} ${url} ${why[connection.code]}.`)
  await connection.close()
  return good(`${name} ${url} nhận máy này.`)
}

/** Checks that the broker, which has a password for the agent, lets nobody in who has none; null: that is so. */
export async function checkStrangers(name: string, { url }: BrokerAccess): Promise<TestFinding | null> {
  const stranger = { url, clientId: `thu.${randomUUID()}` }
  const connection = await Connection.open(stranger, () => performance.now())
  if (!(connection instanceof Connection)) return null
  await connection.close()
  return bad(
    `${name} ${url} nhận cả máy không có mật khẩu, nên ai trong mạng cũng ra lệnh được cho cổng: đặt “allow_anonymous false”.`
  )
}

/** Checks that phones may write to the box of a gate at the broker beside it. @param url for phones */
export async function checkBoxAccess(url: string, unit: string, gate: string): Promise<TestFinding> {
  const clientId = `thu.${randomUUID()}`
  const connection = await Connection.open({ url, clientId }, () => performance.now())
  if (!(connection instanceof Connection)) return bad(`Broker cho điện thoại ${url} ${why[connection.code]}.`)
  // Nobody takes it for a request: it is empty.
  const topic = topicOf({ kind: 'box', unit, gate, account: 'thu' })
  const { code } = await connection.send({ topic, payload: '', expirySeconds: 1 })
  await connection.close()
  return code === 'NOT_ALLOWED'
    ? bad(
        'Điện thoại chưa gửi được ở hộp của cổng: thêm “topic write antt/v1/+/gate/+/box/+” vào people.acl.'
      )
    : good('Điện thoại gửi được ở hộp của cổng.')
}

/** Checks that the name by which phones reach the broker beside the gate leads to this network (RFC 1918, loopback). */
export async function checkLocalName(url: string, resolve = lookup): Promise<TestFinding> {
  const { hostname } = new URL(url)
  const found = isIP(hostname) ? { address: hostname } : await resolve(hostname).catch(() => null)
  if (!found)
    return bad(
      `Tên “${hostname}” không dẫn tới đâu: khai tên này trong DNS, về địa chỉ của máy này trong mạng tại cổng.`
    )
  return isLocal(found.address)
    ? good(`Tên “${hostname}” dẫn về mạng tại cổng (${found.address}).`)
    : bad(
        `Tên “${hostname}” dẫn ra ngoài (${found.address}): điện thoại ở cổng sẽ không tới được khi mất mạng.`
      )
}

const isLocal = (address: string) => /^(10|127|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(address)
