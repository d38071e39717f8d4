/** The names under which browsers ask their owner about the network that a phone is in, the newest first. */
const names = ['local-network', 'local-network-access']

/**
 * May this page talk to machines on the network that the phone is in? Chrome asks its owner since version 142, for
 * WebSockets since 147; `free`: this browser asks nobody. Source: developer.chrome.com, local network access.
 */
export async function localNetwork(
  permissions: Pick<Permissions, 'query'> | undefined
): Promise<'granted' | 'prompt' | 'denied' | 'free'> {
  for (const name of names) {
    const status = await permissions?.query({ name: name as PermissionName }).catch(() => null)
    if (status) return status.state
  }
  return 'free'
}
