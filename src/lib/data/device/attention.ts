/** How this phone calls its owner while the app is open: a tone made on the spot, a vibration, a number at the icon. */
export function openAttention() {
  let audio: AudioContext | null = null
  return {
    /**
     * Sounds once, where somebody has touched the app before: a browser lets no page sound by itself.
     * @param urgent an alarm
     */
    sound(urgent: boolean): void {
      if (!navigator.userActivation?.hasBeenActive) return
      audio ??= new AudioContext()
      void audio.resume().then(() => audio && play(audio, urgent ? [880, 660, 880, 660] : [660, 880]))
    },
    vibrate(urgent: boolean): void {
      navigator.vibrate?.(urgent ? [400, 200, 400, 200, 800] : [200, 100, 200])
    },
    /** 0 takes the number away. */
    badge(count: number): void {
      navigator.setAppBadge?.(count).catch(() => {})
    },
    stop(): void {
      void audio?.close()
      audio = null
    }
  }
}

/** Soft tones one after the other, Hz; each rises and falls, so that nothing clicks. */
function play(audio: AudioContext, tones: readonly number[]) {
  const seconds = 0.18
  const volume = audio.createGain()
  volume.connect(audio.destination)
  volume.gain.value = 0
  tones.forEach((hertz, i) => {
    const from = audio.currentTime + i * seconds * 1.2
    const tone = audio.createOscillator()
    tone.frequency.value = hertz
    tone.connect(volume)
    volume.gain.setValueAtTime(0, from)
    volume.gain.linearRampToValueAtTime(0.25, from + 0.03)
    volume.gain.linearRampToValueAtTime(0, from + seconds)
    tone.start(from)
    tone.stop(from + seconds)
  })
}
