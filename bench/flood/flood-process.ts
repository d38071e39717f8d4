import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FloodOrder, FloodTold } from './floods.ts'
import type { ServerProcess } from './server-process.ts'

/** The hostile clients, ready to begin. */
export interface Flood {
  /** Floods for so long, ms. @returns what was answered, by way and status */
  run(ms: number): Promise<Record<string, Record<string, number>>>
}

/** Prepares four clients without a session and four members against a server. @param only the ways to be used */
export async function prepareFlood(server: ServerProcess, only?: string[]): Promise<Flood> {
  const members: string[] = []
  for (let i = 0; i < 4; i++) members.push((await server.account('officer')).name)
  const script = fileURLToPath(new URL('floods.ts', import.meta.url))
  const child = fork(script, { execArgv: ['--import', 'tsx'] })
  const next = () =>
    new Promise<FloodTold>((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', (code) => reject(new Error(`the flood ended with ${code}`)))
    })
  const introduced = next()
  child.send({ target: server.target, members, anonymous: 4, ...(only && { only }) } satisfies FloodOrder)
  const told = await introduced
  for (const enrolment of 'enrolments' in told ? told.enrolments : []) await server.approve(enrolment)
  const ready = next()
  child.send({})
  await ready
  return {
    async run(ms) {
      const over = next()
      child.send({ ms })
      const told = await over
      await new Promise((resolve) => child.once('exit', resolve))
      return 'answers' in told ? told.answers : {}
    }
  }
}
