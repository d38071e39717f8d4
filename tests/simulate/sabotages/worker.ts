import { stop } from 'esbuild'
import { brokenBy, sabotages } from './sabotages.ts'

/** Tries the sabotages that the parent process names, one a message, and answers each with the laws that were broken. */
process.on('message', (name: string) => {
  const sabotage = sabotages.find((one) => one.name === name)!
  brokenBy(sabotage).then(
    (broken) => process.send!({ broken }),
    (problem: Error) => process.send!({ broken: [], problem: problem.message })
  )
})
// The builder would keep this process alive.
process.once('disconnect', () => void stop())
