/**
 * Calls the owner's attention while the app is open: with a synthesized tone, a vibration, and a number on the app's
 * icon.
 */
export function openAttention() {
  let audio: AudioContext | null = null
  return {
    /**
     * Sounds once, if somebody has touched the app before: browsers do not let a page make sound by itself.
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
    /** Sets the number on the app's icon; 0 removes it. */
    badge(count: number): void {
      navigator.setAppBadge?.(count).catch(() => {})
    },
    stop(): void {
      void audio?.close()
      audio = null
    }
  }
}

/** Plays soft tones one after the other, Hz; each fades in and out, so that nothing clicks. */
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
