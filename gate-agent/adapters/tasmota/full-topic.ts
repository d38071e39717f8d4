import type { TasmotaConfig } from './config.ts'

/** Returns the prefixes of a controller's three kinds of topics, each ending in a slash, built as the firmware builds them. */
export function topicsOf(config: TasmotaConfig): { cmnd: string; stat: string; tele: string } {
  const [cmnd, stat, tele] = config.tp
  // Without `%prefix%` the device would receive its own replies as commands, so the firmware appends one for commands.
  const forCommands = config.ft.includes('%prefix%') ? config.ft : `${config.ft}/%prefix%`
  return {
    cmnd: filled(forCommands, cmnd, config),
    stat: filled(config.ft, stat, config),
    tele: filled(config.ft, tele, config)
  }
}

function filled(fullTopic: string, prefix: string, { t, hn, mac }: TasmotaConfig): string {
  const words: Record<string, string> = { prefix, topic: t, hostname: hn, id: mac }
  return `${fullTopic}/`
    .replace(/%(prefix|topic|hostname|id)%/g, (_, word: string) => words[word]!)
    .replace(/\/{2,}/g, '/')
}
