/** Tells what nobody is asked yet: as Nghị định 19/2019 has it where nothing else was agreed. */
export const unlessAgreed = {
  tickets: { white: true, proxy: true, absent: true },
  hostPays: true,
  advance: 'host',
  lateRate: null,
  collectDays: 0,
  handoverDays: 0
} as const
