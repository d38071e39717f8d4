import { fork } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FloodTarget, ServerAsks } from './server.ts'

/** A server in a process of its own. */
export interface ServerProcess extends ServerAsks {
  target: FloodTarget
  /** The handles that it has open. */
  handles(): number
}

/** Starts a server. @param extra arguments of `server.ts`: `--no-limits` */
export async function startServerProcess(...extra: string[]): Promise<ServerProcess> {
  const script = fileURLToPath(new URL('server.ts', import.meta.url))
  const child = fork(script, extra, { execArgv: ['--import', 'tsx', '--expose-gc'] })
  const waiting = new Map<number, { resolve(answer: never): void; reject(problem: Error): void }>()
  let asked = 0
  const target = await new Promise<FloodTarget>((resolve, reject) => {
    child.once('exit', (code) => {
      const gone = new Error(`the server ended with ${code}`)
      reject(gone)
      for (const one of waiting.values()) one.reject(gone)
    })
    child.on('message', (told: { target?: FloodTarget; id: number; answer: never; problem?: string }) => {
      if (told.target) return resolve(told.target)
      const one = waiting.get(told.id)
      waiting.delete(told.id)
      if (told.problem === undefined) one?.resolve(told.answer)
      else one?.reject(new Error(told.problem))
    })
  })
  const ask = <Name extends keyof ServerAsks>(name: Name, input?: unknown) =>
    new Promise((resolve, reject) => {
      const id = ++asked
      waiting.set(id, { resolve, reject })
      child.send({ id, name, input })
    }) as ReturnType<ServerAsks[Name]>
  return {
    target,
    account: (role) => ask('account', role),
    approve: (enrolment) => ask('approve', enrolment),
    measure: () => ask('measure'),
    stop: () => ask('stop'),
    handles: () => readdirSync(`/proc/${target.pid}/fd`).length
  }
}
