import Ellipsis from 'lucide-static/icons/ellipsis.svg?raw'
import HandCoins from 'lucide-static/icons/hand-coins.svg?raw'
import ShieldCheck from 'lucide-static/icons/shield-check.svg?raw'
import TrafficCone from 'lucide-static/icons/traffic-cone.svg?raw'
import type { Field } from '#lib/app/movement/movement-store.svelte.ts'
import type { Drawing } from '#lib/ui/Icon.svelte'

export const fieldIcons: Record<Field, Drawing> = {
  security: ShieldCheck,
  hui: HandCoins,
  traffic: TrafficCone,
  other: Ellipsis
}
