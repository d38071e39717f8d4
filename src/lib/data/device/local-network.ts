/** Browsers' names for the permission to reach the phone's network, newest first. */
const names = ['local-network', 'local-network-access']

/**
 * Tells whether this page may talk to machines on the phone's network. Chrome asks its owner since version 142, for
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
