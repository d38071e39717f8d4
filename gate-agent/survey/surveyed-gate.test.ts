import { expect, test } from 'vitest'
import type { RunningGate } from './exchanged-gate.ts'
import type { SurveyedGateDeps } from './surveyed-gate.ts'
import { SurveyedGate } from './surveyed-gate.ts'

const minute = 60_000

/** A surveyed gate whose setups are words, with hands on everything around it. */
function surveyed(more: Partial<SurveyedGateDeps<string>> = {}) {
  const world = {
    steady: 0,
    busy: false,
    /** Whether no gate can be started now. */
    fails: false,
    started: [] as string[],
    asked: null as unknown,
    digest: '',
    troubles: 0
  }
  const running = {
    shell: {
      requests: { survey: () => world.asked },
      get isBusy() {
        return world.busy
      },
      stand: { report: { reportedAt: 2_000 } }
    },
    tick() {},
    stop: async () => {}
  } as unknown as RunningGate
  const gate = new SurveyedGate<string>({
    setup: 'kept',
    start(setup) {
      if (world.fails) throw new Error('ENOSPC')
      world.started.push(setup)
      return running
    },
    onTrial: (setup) => `trial of ${setup}`,
    atGate: { setupFor: () => ({ setup: 'new' }), keep: () => 'new', takenNow: () => () => false },
    clock: { now: () => 1_000, steady: () => world.steady },
    ear: () => null as never,
    beginTrial() {},
    log() {},
    answer: (_to, reply) => (world.digest = 'digest' in reply ? reply.digest : ''),
    signed: { unit: 'xa-thu', gate: 'cong-1b', key: 'k' },
    trouble: () => world.troubles++,
    ...more
  })
  let asks = 0
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  return {
    gate,
    world,
    settled,
    async asks(survey: object) {
      world.asked = {
        survey: { id: String(++asks), actor: 'a', key: 'k', ...survey },
        to: 't',
        refusal: null
      }
      gate.hear({} as never)
      await settled()
      await settled()
    }
  }
}
const attempt = { survey: 'try', proposal: { kind: 'ratgdo', topic: 'cong01' } }

test('a trial is over after its time, though the gate is said to move for ever', async () => {
  const { gate, world, asks, settled } = surveyed()
  await asks(attempt)
  world.busy = true
  world.steady += 16 * minute
  gate.tick()
  await settled()
  expect(world.started).toEqual(['kept', 'trial of new'])
  world.steady += 6 * minute
  gate.tick()
  await settled()
  expect(world.started.at(-1)).toBe('kept')
})

test('a disk that fails as a controller is kept leaves the trial, and what was kept comes back after it', async () => {
  const { gate, world, asks, settled } = surveyed({
    atGate: {
      setupFor: () => ({ setup: 'new' }),
      keep() {
        throw new Error('ENOSPC')
      },
      takenNow: () => () => false
    }
  })
  await asks(attempt)
  await asks({ survey: 'keep', digest: world.digest })
  expect(world.troubles).toBe(1)
  world.steady += 16 * minute
  gate.tick()
  await settled()
  expect(world.started.at(-1)).toBe('kept')
})

test('a disk that fails while a controller is exchanged leaves no gate standing still', async () => {
  const { world, asks } = surveyed({
    beginTrial() {
      throw new Error('ENOSPC')
    }
  })
  await asks(attempt)
  expect([world.troubles, world.started]).toEqual([1, ['kept', 'trial of new']])
})

test('a gate that cannot be started is started as soon as it can be', async () => {
  const { gate, world, asks, settled } = surveyed()
  await asks(attempt)
  world.fails = true
  world.steady += 16 * minute
  gate.tick()
  await settled()
  gate.tick()
  expect(world.started.at(-1)).toBe('trial of new')
  world.fails = false
  gate.tick()
  expect(world.started.at(-1)).toBe('kept')
})
