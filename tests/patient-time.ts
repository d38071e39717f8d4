const tickMs = 10
/** The most that may pass between two ticks, ms. */
const mostMs = 5 * tickMs

/** The machine's own clock, also while another test of this process has a false one. */
const machineMs = performance.now.bind(performance)
let passed = 0
let ticked = machineMs()
const sinceTick = () => Math.min(machineMs() - ticked, mostMs)
setInterval(() => {
  passed += sinceTick()
  ticked = machineMs()
}, tickMs).unref()

/** Ms of a monotonic clock that stands still while a busy machine keeps this process waiting. */
export const patientMs = () => passed + sinceTick()

const began = Date.now() - patientMs()

/** Unix ms by that clock: no limit passes between two parts of this process because neither could run. */
export const patientNow = () => Math.floor(began + patientMs())

/** Gives the processor time in ms that `work` takes: a busy machine stretches the clock, hardly this. */
export function cpuTime(work: () => void): number {
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}
