import type { KitAnswers } from './answers.ts'
import { controllerPacket } from '../shell/packet-limits.ts'
import { passwordLine } from './broker-password.ts'
import { kitKinds } from './controller-kinds.ts'

/** The name by which a gate's controller signs in at the broker beside it. */
export const controllerName = (gate: string) => `bdk-${gate}`

/** A name and a password for the broker beside the gates. */
export interface BrokerAccount {
  name: string
  password: string
}

/**
 * Returns Mosquitto's settings for the agent and the controllers: each with its name and password, in its own topics. The
 * bound on packets holds for phones too, since Mosquitto 2.0 has one for all listeners; the agent's own connection for
 * commands takes far less, and loses nothing by what is dropped before it.
 */
export function brokerSettings({ mosquitto, brokerPort }: KitAnswers): string {
  return lines(
    '# Sổ tay ANTT: máy tại cổng và bộ điều khiển.',
    'per_listener_settings true',
    'set_tcp_nodelay true',
    `max_packet_size ${controllerPacket}`,
    `listener ${brokerPort}`,
    'allow_anonymous false',
    `password_file ${mosquitto}/gate.passwd`,
    `acl_file ${mosquitto}/gate.acl`
  )
}

/**
 * Returns the settings of the listener for phones on the site's Wi-Fi. It stands in a file of its own: Mosquitto does not
 * start before its certificate is there.
 */
export function phoneSettings({ mosquitto, phonesPort }: KitAnswers): string {
  return lines(
    '# Sổ tay ANTT: điện thoại trong mạng tại cổng, qua chứng chỉ thật.',
    `listener ${phonesPort}`,
    'protocol websockets',
    `certfile ${mosquitto}/phones.pem`,
    `keyfile ${mosquitto}/phones.key`,
    'allow_anonymous true',
    `acl_file ${mosquitto}/people.acl`
  )
}

/** Returns the access list of phones, which sign their commands and have no password here. */
export const peopleAccess = () =>
  lines(
    'topic write antt/v1/+/gate/+/cmd/+',
    'topic write antt/v1/+/gate/+/look/+',
    'topic write antt/v1/+/gate/+/survey/+',
    'topic write antt/v1/+/gate/+/box/+',
    'topic read antt/v1/+/gate/+/state',
    'topic read antt/v1/+/gate/+/alert',
    'topic read antt/v1/+/agent/+/status',
    'topic read antt/v1/+/rsp/#'
  )

/** Returns the access list of agent and controllers: the agent has all topics, a controller those of its own. */
export function gateAccess({ account, gates }: KitAnswers): string {
  const controllers = gates.flatMap(({ gate, kind, topic }) => [
    '',
    `user ${controllerName(gate)}`,
    ...kitKinds[kind]!.access(topic, gate)
  ])
  return lines(`user ${account}`, 'topic readwrite #', ...controllers)
}

/** Returns Mosquitto's password file. */
export const passwordFile = (accounts: readonly BrokerAccount[]) =>
  lines(...accounts.map(({ name, password }) => passwordLine(name, password)))

const lines = (...all: string[]) => `${all.join('\n')}\n`
