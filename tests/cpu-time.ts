/** Gives the processor time in ms that `work` takes: a busy machine stretches the clock, hardly this. */
export function cpuTime(work: () => void): number {
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}
