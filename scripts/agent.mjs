// `npm run agent -- agent.json`: runs the program beside a gate. Before the file, `--check` looks for what is not right,
// `--accept` accepts what the controller of the gate named after it announces, and `--qr` prints the code by which a commander
// approves the machine. `--kit FOLDER` makes the folder of a new machine, and `--certificate FOLDER` tries its certificate.
import { register } from 'tsx/esm/api'

register()
const [first, ...rest] = process.argv.slice(2)
if (first === '--check') {
  const { selfTestMain } = await import('../gate-agent/self-test/self-test.ts')
  process.exit(await selfTestMain(rest[0], console.log))
}
if (first === '--accept') {
  const { acceptMain } = await import('../gate-agent/accept.ts')
  process.exit(acceptMain(rest, console.log))
}
if (first === '--kit' || first === '--qr' || first === '--certificate') {
  const { certificateMain, kitMain, qrMain } = await import('../gate-agent/kit/kit-command.ts')
  const machine = { input: process.stdin, output: process.stdout, program: process.cwd() }
  if (first === '--kit') process.exit(await kitMain(rest, machine))
  process.exit(await (first === '--qr' ? qrMain(rest[0], machine) : certificateMain(rest[0], console.log)))
}
const { agentMain } = await import('../gate-agent/main.ts')
await agentMain(first)
