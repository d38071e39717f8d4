/** Returns the processor time since then, ms: other work on the machine does not count. */
export function cpuMs(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000
}
