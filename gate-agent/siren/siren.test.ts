import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { Link, LinkState } from '#lib/data/mqtt/link.ts'
import { Siren, type SirenConfig } from './siren.ts'

const config: SirenConfig = { on: 'ON', off: 'OFF', player: 'aplay', seconds: 60, topic: 'cong01/coi/set' }

function staged(more: Partial<SirenConfig> = {}, command: [string, ...string[]] = ['sleep', '60']) {
  const sent: string[] = []
  const played: ChildProcess[] = []
  let now = 0
  let timers: { at: number; run(): void }[] = []
  let tell: (state: LinkState) => void = () => {}
  const link = {
    send: async ({ topic, payload }: { topic: string; payload: string }) => {
      sent.push(`${topic} ${payload}`)
      return { code: 'sent' }
    },
    watch(told: (state: LinkState) => void) {
      tell = told
      return () => (tell = () => {})
    }
  } as unknown as Pick<Link, 'send' | 'watch'>
  const siren = new Siren(
    { ...config, ...more },
    {
      link,
      clock: {
        after(ms, run) {
          const timer = { at: now + ms, run }
          timers.push(timer)
          return () => void (timers = timers.filter((other) => other !== timer))
        }
      },
      trouble: () => {},
      play() {
        const [name, ...args] = command
        const player = spawn(name, args, { stdio: 'ignore' })
        played.push(player)
        return player
      }
    }
  )
  const pass = (ms: number) => {
    now += ms
    for (const timer of timers.filter(({ at }) => at <= now)) {
      timers = timers.filter((other) => other !== timer)
      timer.run()
    }
  }
  return { siren, sent, played, pass, open: () => tell('open') }
}

test('it is told to be silent at each connection, so that a crash leaves none sounding', () => {
  const { sent, open } = staged()
  open()
  open()
  expect(sent).toEqual(['cong01/coi/set OFF', 'cong01/coi/set OFF'])
})

test('it sounds for its time, which a second alarm begins anew, and goes on after a broken connection', () => {
  const { siren, sent, pass, open } = staged()
  siren.turn(true)
  pass(50_000)
  siren.turn(true)
  open()
  pass(50_000)
  expect(sent).toEqual(Array(3).fill('cong01/coi/set ON'))
  pass(10_000)
  expect(sent.at(-1)).toBe('cong01/coi/set OFF')
  pass(120_000)
  expect(sent).toHaveLength(4)
})

test('it is silenced before its time, at once, and by the end of the agent', async () => {
  const { siren, sent, pass } = staged()
  siren.turn(true)
  siren.turn(false)
  siren.turn(false)
  expect(sent).toEqual(['cong01/coi/set ON', 'cong01/coi/set OFF'])
  siren.turn(true)
  await siren.stop()
  pass(120_000)
  expect(sent.slice(2)).toEqual(['cong01/coi/set ON', 'cong01/coi/set OFF'])
})

test('a player runs once at a time and is ended with it', async () => {
  const { siren, sent, played } = staged({ topic: undefined, audio: 'coi.wav' })
  siren.turn(true)
  siren.turn(true)
  expect(played).toHaveLength(1)
  const gone = once(played[0]!, 'close')
  siren.turn(false)
  expect((await gone)[1]).toBe('SIGKILL')
  expect(sent).toEqual([])
})

test('a short file is played again until the time is over, with a pause, and no more after it', async () => {
  const { siren, played, pass } = staged({ audio: 'coi.wav' }, ['true'])
  siren.turn(true)
  await once(played[0]!, 'close')
  expect(played).toHaveLength(1)
  pass(1_000)
  await once(played[1]!, 'close')
  pass(60_000)
  pass(60_000)
  expect(played).toHaveLength(2)
})

test('silenced between two plays and turned on again, it plays once and not twice', async () => {
  const { siren, played, pass } = staged({ audio: 'coi.wav' }, ['true'])
  siren.turn(true)
  await once(played[0]!, 'close')
  siren.turn(false)
  siren.turn(true)
  pass(1_000)
  expect(played).toHaveLength(2)
  siren.turn(false)
})
