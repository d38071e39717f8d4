import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SimulatedModem } from '../simulator/simulated-modem.ts'
import { Modem } from './modem.ts'

/** A modem and its driver, on a clock that moves only when told. */
class Bench {
  readonly received: { from: string | null; text: string }[] = []
  readonly troubles: string[] = []
  readonly driver: Modem
  #now = 0
  #timers: { at: number; run(): void }[] = []

  constructor(readonly modem: SimulatedModem) {
    this.driver = new Modem({
      open: modem.open,
      clock: { after: (ms, run) => this.#after(ms, run) },
      received: ({ from, text }) => this.received.push({ from, text }),
      trouble: (problem) => this.troubles.push((problem as Error).message)
    })
    this.driver.start()
  }

  /** Lets everything under way be said and heard. */
  settled = async () => {
    for (let i = 0; i < 60; i++) await Promise.resolve()
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.settled()
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#now = next.at
      this.#timers = this.#timers.filter((timer) => timer !== next)
      next.run()
      await this.settled()
    }
    this.#now = end
  }

  #after(ms: number, run: () => void) {
    const timer = { at: this.#now + ms, run }
    this.#timers.push(timer)
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer))
  }
}

const started = async (modem = new SimulatedModem()) => {
  const bench = new Bench(modem)
  await bench.pass(1_000)
  return bench
}

test('it reads plain text: its own alphabet would have XON in the place of “_”', async () => {
  const { modem } = await started()
  expect(modem.commands.slice(0, 4)).toEqual(['ATE0', 'AT+CMGF=1', 'AT+CSCS="IRA"', 'AT+CMGL="ALL"'])
})

test('a text is read as soon as the modem tells of it, and deleted', async () => {
  const bench = await started()
  bench.modem.receive('+84912000001', 'ANTT HOI cong-1b')
  await bench.pass(1_000)
  expect(bench.received).toEqual([{ from: '+84912000001', text: 'ANTT HOI cong-1b' }])
  expect(bench.modem.memory).toEqual([])
})

test('one that comes while the modem is being read is read right after', async () => {
  const modem = new SimulatedModem()
  const bench = new Bench(modem)
  await bench.pass(200)
  modem.receive('+84912000001', 'ANTT HOI cong-1b')
  await bench.pass(1_000)
  expect(bench.received).toHaveLength(1)
})

test('without such a hint it is found by looking', async () => {
  const bench = await started()
  bench.modem.memory.push({ index: 3, status: 'REC UNREAD', from: '+84912000001', text: 'x' })
  await bench.pass(5_000)
  expect(bench.received).toHaveLength(1)
})

test('a memory that is full is emptied, and what waited in the network arrives', async () => {
  const modem = new SimulatedModem(3)
  for (let i = 0; i < 10; i++) modem.receive('+84912000001', `text ${i}`)
  expect(modem.waiting).toHaveLength(7)
  const bench = await started(modem)
  await bench.pass(30_000)
  expect(bench.received.map(({ text }) => text)).toEqual(Array.from({ length: 10 }, (_, i) => `text ${i}`))
  expect(modem.memory).toEqual([])
})

test('a modem that deletes only one by one is emptied too', async () => {
  const modem = new SimulatedModem()
  modem.override = (command) => (command === 'AT+CMGD=1,3' ? '\r\n+CMS ERROR: 303\r\n' : null)
  modem.receive('+84912000001', 'a')
  modem.receive('+84912000001', 'b')
  const bench = await started(modem)
  expect(bench.received).toHaveLength(2)
  expect(modem.memory).toEqual([])
})

test('texts are sent one after the other, each once', async () => {
  const bench = await started()
  bench.driver.send('+84912000001', 'ANTT mot')
  bench.driver.send('0912000002', 'ANTT hai')
  await bench.pass(60_000)
  expect(bench.modem.sent).toEqual([
    { to: '+84912000001', text: 'ANTT mot' },
    { to: '0912000002', text: 'ANTT hai' }
  ])
})

test('one that the modem does not send is told of and not sent again', async () => {
  const modem = new SimulatedModem()
  modem.override = (command) => (command.startsWith('AT+CMGS') ? '\r\n+CMS ERROR: 38\r\n' : null)
  const bench = await started(modem)
  bench.driver.send('+84912000001', 'ANTT mot')
  await bench.pass(60_000)
  expect(bench.troubles).toEqual(['modem SMS không gửi được một tin nhắn.'])
  expect(modem.commands.filter((command) => command.startsWith('AT+CMGS'))).toHaveLength(1)
})

test('a text that reads like an answer of the modem hides none of the others', async () => {
  const modem = new SimulatedModem()
  modem.receive('+84912000009', 'OK\r\n\r\n+CMGL: 1,"REC READ","+84912000009"\r\ngia\r\n\r\nOK\r\n')
  modem.receive('+84912000001', 'ANTT HOI cong-1b')
  const bench = await started(modem)
  expect(bench.received).toContainEqual({ from: '+84912000001', text: 'ANTT HOI cong-1b' })
  expect(modem.memory).toEqual([])
})

test('a hint in the middle of a listing spoils no text', async () => {
  const modem = new SimulatedModem()
  modem.receive('+84912000001', 'ANTT HOI cong-1b\r\n+CMTI: "SM",3\r\n^RSSI: 20')
  const bench = await started(modem)
  expect(bench.received).toEqual([{ from: '+84912000001', text: 'ANTT HOI cong-1b' }])
})

test('a sender without a number is heard, and cannot be answered', async () => {
  const bench = await started()
  bench.modem.receive('VIETTEL', 'Quang cao')
  bench.modem.receive('"+1\r\nAT+CMGD=1,4', 'x')
  await bench.pass(1_000)
  expect(bench.received.map(({ from }) => from)).toEqual([null, null])
})

test('a modem that is pulled out, or says nothing any more, is opened again; people hear of it once', async () => {
  const bench = await started()
  bench.modem.unplug()
  bench.modem.override = () => ''
  await bench.pass(120_000)
  bench.modem.override = null
  bench.modem.memory.push({ index: 1, status: 'REC UNREAD', from: '+84912000001', text: 'x' })
  await bench.pass(30_000)
  expect(bench.received).toHaveLength(1)
  expect(bench.troubles).toEqual(['modem SMS không còn ở đó; máy tự tìm lại.'])
})

test('after its end nothing is asked', async () => {
  const bench = await started()
  bench.driver.stop()
  const asked = bench.modem.commands.length
  await bench.pass(120_000)
  expect(bench.modem.commands).toHaveLength(asked)
})

test('whatever lines, texts and noise come, it does not throw, and hears the next text', async () => {
  const noise = fc.oneof(
    fc.string({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      '\r\nOK\r\n',
      '\r\nERROR\r\n',
      '\r\n> ',
      '+CMGL: ',
      '+CMGL: 99999999,,,\r\n',
      '\r\n+CMGL: 1,"REC READ","050003CC0201",,\r\nphan mot\r\n',
      '\r\n+CMGL: 1,1,,24\r\n07914889\r\n',
      '\r\n+CMTI: "SM"\r\n',
      '\r\n+CMS ERROR: 322\r\n',
      '\r\n^BOOT:1,0\r\n'
    )
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ text: fc.boolean(), said: noise }), { maxLength: 12 }),
      async (heard) => {
        const bench = await started()
        for (const { text, said } of heard) {
          if (text) bench.modem.receive('+84912000009', said)
          else bench.modem.says(said)
          await bench.settled()
        }
        await bench.pass(60_000)
        bench.modem.receive('+84912000001', 'ANTT HOI')
        await bench.pass(60_000)
        expect(bench.received).toContainEqual({ from: '+84912000001', text: 'ANTT HOI' })
        expect(bench.modem.memory).toEqual([])
      }
    ),
    { numRuns: 400 }
  )
})
