import type { Bench } from '../rounds.ts'
import { channel } from './peers/channel.ts'
import { codes } from './peers/codes.ts'

/** Passes records between two phones without a server, by codes on screens and over a channel. */
export const peers = async (bench: Bench) => ({ ...(await codes(bench)), ...(await channel(bench)) })
