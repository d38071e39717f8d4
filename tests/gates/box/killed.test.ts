import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someBytes, sha256Of } from '../../photo.ts'
import { until } from '../../until.ts'
import type { BoxPhone } from './box-phone.ts'
import { BoxStage, written } from './box-stage.ts'
import { HeldAnswers } from './held-answers.ts'

/** The agent is a process of its own, killed where most could be lost: nobody tells it to end. */
let stage: BoxStage
let server: HeldAnswers
let author: BoxPhone
let child: ChildProcess | null = null
const photos = [someBytes(20_000), someBytes(20_001)]
beforeAll(async () => {
  stage = await BoxStage.start()
  server = await HeldAnswers.leadTo(stage.cable.port)
  author = await stage.phone({
    async eachUnsentPart(use) {
      for (const bytes of photos)
        await use({
          unit: stage.server.unit,
          place: 'pictures',
          at: Date.now(),
          hash: sha256Of(bytes),
          isLast: true,
          read: async () => bytes
        })
    }
  })
  const config = { ...stage.config, server: `http://127.0.0.1:${server.port}` }
  writeFileSync(join(stage.folder, 'agent.json'), JSON.stringify(config))
  start()
  await stage.agentKnows((text) => text.includes(author.phone.account))
})
afterAll(async () => {
  await kill()
  await server.stop()
  await stage.stop()
})

function start() {
  const config = join(stage.folder, 'agent.json')
  child = spawn(process.execPath, ['scripts/agent.mjs', config], { stdio: ['ignore', 'ignore', 'inherit'] })
}
async function kill() {
  if (!child) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  child = null
  await gone
}

test('an agent that is killed while a phone leaves boxes, and while it brings them, loses and doubles nothing', async () => {
  stage.cable.pull()
  const facts = await written(author, 120)
  // With a part of a box, and with a box that it has just called kept.
  const moments = ['have', 'kept']
  author.answered = async (answer) => {
    if (!('box' in answer) || answer.box !== moments[0]) return
    moments.shift()
    await kill()
    start()
  }
  const visit = await author.visit()
  expect(moments).toEqual([])
  expect(visit).toMatchObject({ boxes: 4, records: facts.length + photos.length, unleft: 0, problem: null })
  expect(stage.files()).toHaveLength(4)
  expect(stage.files().every((bytes) => bytes > 0)).toBe(true)

  // The server has a box, and the machine has not heard of it.
  server.isHolding = true
  stage.cable.plug()
  await until(() => server.held > 0)
  await kill()
  expect(stage.files().every((bytes) => bytes > 0)).toBe(true)
  server.isHolding = false
  start()
  await until(() => stage.files().every((bytes) => bytes === 0))
  expect(server.brought).toBe(5)
  await until(async () => (await stage.stored(facts)).size === facts.length)
  for (const fact of (await stage.stored(facts)).values())
    expect(fact).toMatchObject({ by: author.phone.account, via: stage.agent })
  await until(async () => (await stage.transit()) <= photos.length)
  await author.phone.exchange()
  expect(new Set((await author.phone.facts()).map(({ sync }) => sync))).toEqual(new Set(['sent']))
})
