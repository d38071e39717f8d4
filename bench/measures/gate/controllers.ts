/** The process beside the gates: their controllers, and shutters that are closed already. */
import { simulatedHomeAssistant } from '../../../gate-agent/simulator/controllers/home-assistant.ts'
import { SimulatedGate } from '../../../gate-agent/simulator/simulated-gate.ts'

/** What this process is told first. */
export interface Row {
  localUrl: string
  gates: string[]
}

process.once('message', (row) => void start(row as Row))

async function start({ localUrl: url, gates }: Row) {
  const more = { travelMs: 10_000, position: 0 }
  const all = await Promise.all(
    gates.map((gate) => SimulatedGate.start({ url, controller: simulatedHomeAssistant(gate), ...more }))
  )
  process.send!('ready')
  process.once('message', async () => {
    for (const gate of all) await gate.stop()
    process.exit(0)
  })
}
