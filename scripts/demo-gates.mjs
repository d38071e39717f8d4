/** Runs the demo's simulated gates beside a server that shows the demo, unless GATES=0. Needs tsx to be registered. */
export async function runGates(server) {
  if (!server.demo || process.env.GATES === '0') return
  const { runDemoGates } = await import('../gate-agent/demo.ts')
  await runDemoGates(server).catch((problem) => console.error(`Cổng mô phỏng không chạy: ${problem.message}`))
}
