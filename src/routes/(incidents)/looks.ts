import Ban from 'lucide-static/icons/ban.svg?raw'
import Bell from 'lucide-static/icons/bell.svg?raw'
import Bike from 'lucide-static/icons/bike.svg?raw'
import Car from 'lucide-static/icons/car.svg?raw'
import CircleCheck from 'lucide-static/icons/circle-check.svg?raw'
import Ellipsis from 'lucide-static/icons/ellipsis.svg?raw'
import Flame from 'lucide-static/icons/flame.svg?raw'
import HandCoins from 'lucide-static/icons/hand-coins.svg?raw'
import Hourglass from 'lucide-static/icons/hourglass.svg?raw'
import Search from 'lucide-static/icons/search.svg?raw'
import Send from 'lucide-static/icons/send.svg?raw'
import Users from 'lucide-static/icons/users.svg?raw'
import type { Category, Stage } from '#lib/app/incident-book.svelte.ts'
import type { Drawing } from '#lib/ui/Icon.svelte'
import type { Tone } from '#lib/ui/tone.ts'

export const categoryIcons: Record<Category, Drawing> = {
  theft: Bike,
  disorder: Users,
  traffic: Car,
  fire: Flame,
  hui: HandCoins,
  other: Ellipsis
}

export const stageLooks: Record<Stage, { icon: Drawing; tone: Tone }> = {
  new: { icon: Bell, tone: 'blue' },
  verifying: { icon: Search, tone: 'amber' },
  handling: { icon: Hourglass, tone: 'amber' },
  forwarded: { icon: Send, tone: 'blue' },
  closed: { icon: CircleCheck, tone: 'green' },
  cancelled: { icon: Ban, tone: 'plain' }
}
