import type { QrCarrier } from '#lib/ports/peers.ts'
import { keepAwake } from './keep-awake.ts'
import { look } from './look.ts'
import { bytesOf, packetsOf } from './raptorq-thread.ts'
import { squaresOf } from './squares.ts'

/** Opens what carries bundles from screen to camera; what reads and what joins load when they are used. */
export const openQr = (): QrCarrier => ({ squaresOf, packetsOf, bytesOf, look, keepAwake })
