import { expect, test } from 'vitest'
import { phone, sessionAnswer, settled, when } from '../../../../../tests/courier/courier-world.ts'
import type { LinkUse } from '../../mqtt/shared-link.ts'
import { openBell, type Bell, type BellHandlers } from './bell.ts'
import type { Carrier } from '../exchange.ts'

const roles = ['thu:keeper']
const minute = 60_000

/** A server that has every database, with nothing new in it. */
function answer(path: string): Response {
  const session = sessionAnswer(path, roles)
  if (session) return session
  if (path.endsWith('/epoch')) return Response.json({ _id: 'epoch', value: 'e1', at: '' })
  return Response.json({ results: [], last_seq: '7' })
}

async function belled(carrier?: Carrier) {
  const world = phone()
  world.answers(answer)
  let told!: BellHandlers
  const bell = { open: false, heard: [] as string[][], wakes: 0, stopped: false }
  const courier = world.tab(carrier, {
    openBell: async (asked): Promise<Bell> => {
      told = asked
      return {
        get open() {
          return bell.open
        },
        hear: (granted) => void bell.heard.push([...granted]),
        wake: () => void bell.wakes++,
        stop: async () => void (bell.stopped = true)
      }
    }
  })
  await when(courier, 'idle')
  await settled()
  world.asked()
  return { world, courier, told, bell }
}
const books = (paths: string[]) => [
  ...new Set(paths.flatMap((path) => /antt-thu-([a-z]+)/.exec(path)?.[1] ?? []))
]

test('with a line to the bells a phone asks by itself no more than each half hour, and without one as before', async () => {
  const { world, told } = await belled()
  expect(world.next).toBe(2_000)
  told.opened()
  await settled()
  expect(books(world.asked()).sort()).toEqual(['directory', 'duty', 'gates'])
  expect(world.next).toBe(30 * minute)
  told.lost()
  expect(world.next).toBe(2_000)
})

test('a bell has its own book asked for and no other, not even who is signed in', async () => {
  const { world, told } = await belled()
  told.opened()
  await settled()
  world.asked()
  told.rung('thu', 'gates')
  await settled()
  const asked = world.asked()
  expect(books(asked)).toEqual(['gates'])
  expect(asked.filter((path) => path.endsWith('/session'))).toEqual([])
})

test('what rings during an exchange is asked for after it, and whoever wants everything gets everything', async () => {
  const { world, courier, told } = await belled()
  told.rung('thu', 'gates')
  told.rung('thu', 'duty')
  await settled()
  expect(books(world.asked()).sort()).toEqual(['duty', 'gates'])
  told.rung('thu', 'gates')
  await courier.ring()
  await settled()
  expect(books(world.asked())).toContain('directory')
})

test('a photo that gave way to a bell is brought by the exchange after it', async () => {
  const carried: boolean[] = []
  let rings = () => {}
  const { world, told } = await belled({
    async carry({ hurried }) {
      rings()
      carried.push(hurried())
      return hurried()
    }
  })
  told.opened()
  await settled()
  carried.length = 0
  rings = () => {
    rings = () => {}
    told.rung('thu', 'gates')
  }
  world.wake()
  await settled()
  expect(carried).toEqual([true, false])
})

test('the line to the bells is tried anew when the server is reached for the first time or again, not after every exchange', async () => {
  const { world, courier, bell } = await belled()
  expect(bell.wakes).toBe(1)
  await courier.ring()
  expect(bell.wakes).toBe(1)
  world.answers(() => new Response('', { status: 503 }))
  await courier.ring()
  world.answers(answer)
  await courier.ring()
  await settled()
  expect(bell.wakes).toBe(2)
})

test('after an exchange that failed the next one asks for everything again', async () => {
  const { world, told } = await belled()
  told.opened()
  await settled()
  world.answers(() => new Response('', { status: 503 }))
  told.rung('thu', 'gates')
  await settled()
  world.answers(answer)
  world.asked()
  world.pass(world.next)
  await settled()
  expect(books(world.asked()).sort()).toEqual(['directory', 'duty', 'gates'])
})

test('the bells follow the roles, and end with the courier', async () => {
  const { world, courier, told, bell } = await belled()
  expect(bell.heard.at(-1)).toEqual(roles)
  told.opened()
  await settled()
  expect(bell.heard.at(-1)).toEqual(roles)
  expect(world.requests).toBeGreaterThan(0)
  await courier.stop()
  expect(bell.stopped).toBe(true)
})

test('bells of other books are left when the roles change; what lay there before is nobody’s news', () => {
  const listened = new Map<string, (message: object) => void>()
  let state = 'connecting'
  let changed = () => {}
  let wakes = 0
  const link = {
    get state() {
      return state
    },
    watch: (told: () => void) => ((changed = told), () => {}),
    listen: (filter: string, hear: (message: object) => void) => {
      listened.set(filter, hear)
      return () => void listened.delete(filter)
    },
    wake: () => void wakes++,
    stop: async () => {}
  } as unknown as LinkUse
  const said: string[] = []
  const bell = openBell(
    link,
    {
      rung: (unit, book) => void said.push(`${unit} ${book}`),
      opened: () => void said.push('opened'),
      lost: () => void said.push('lost')
    },
    () => () => {}
  )
  bell.hear(['thu:commander'])
  expect([...listened.keys()]).toContain('antt/v1/thu/bell/hui')
  bell.hear(['thu:keeper'])
  const bells = ['directory', 'duty', 'gates'].map((book) => `antt/v1/thu/bell/${book}`)
  expect([...listened.keys()].sort()).toEqual(bells)
  // Subscribing again, as after every exchange, is no reason for a reconnect.
  expect(wakes).toBe(0)
  bell.wake()
  expect(wakes).toBe(1)
  state = 'open'
  changed()
  changed()
  bell.wake()
  expect(wakes).toBe(1)
  const ring = (retain: boolean) => listened.get(bells[2]!)!({ topic: bells[2], payload: '{}', retain })
  ring(true)
  ring(false)
  state = 'lost'
  changed()
  expect(said).toEqual(['opened', 'thu gates', 'lost'])
})
