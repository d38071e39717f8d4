/** Ports where an address names none. */
const ports: Readonly<Record<string, string>> = {
  'mqtt:': '1883',
  'mqtts:': '8883',
  'ws:': '80',
  'wss:': '443'
}

/** Tells whether a host name of a URL leads to the machine that asks. */
export const isThisMachine = (host: string) =>
  /^(localhost|127(\.\d+){3}|\[::1\]|\[::ffff:7f.*\])$/.test(host)

/** Returns host and port of a broker, so that two spellings of one address are equal; this machine has one name. */
export function brokerAddress(url: string): string {
  const { protocol, hostname, port } = new URL(url)
  const host = hostname.toLowerCase().replace(/\.$/, '')
  return `${isThisMachine(host) ? 'localhost' : host}:${port || ports[protocol]}`
}
