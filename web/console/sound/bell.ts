// The counter's bell: two notes made by the browser itself, repeated until told to stop.

export type BellState = 'none' | 'blocked' | 'ready';

export interface Bell {
  /** `none`: the device has no sound; `blocked`: the browser waits for a tap. */
  readonly state: () => BellState;
  /** To be called from a tap: browsers allow no sound before. */
  unlock(): Promise<void>;
  ring(): void;
  readonly subscribe: (run: () => void) => () => void;
}

/** Hertz and seconds: a fourth upwards, twice. */
const NOTES: readonly (readonly [pitch: number, start: number])[] = [
  [880, 0],
  [1_175, 0.18],
  [880, 0.5],
  [1_175, 0.68],
];
const LENGTH = 0.32;
const LOUDNESS = 0.6;
/** A gain of nothing has no logarithm. */
const SILENCE = 0.0001;

export function createBell(): Bell {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const run of listeners) run();
  };
  /** Made when first unlocked: browsers complain of one that nobody tapped for. */
  let context: AudioContext | null = null;
  return {
    state() {
      if (typeof AudioContext === 'undefined') return 'none';
      return context?.state === 'running' ? 'ready' : 'blocked';
    },
    async unlock() {
      if (typeof AudioContext === 'undefined') return;
      if (context === null) {
        context = new AudioContext();
        context.addEventListener('statechange', tell);
      }
      await context.resume();
      tell();
    },
    ring() {
      const audio = context;
      if (audio?.state !== 'running') return;
      for (const [pitch, start] of NOTES) playNote(audio, pitch, audio.currentTime + start);
    },
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}

function playNote(audio: AudioContext, pitch: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = 'triangle';
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(SILENCE, at);
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(SILENCE, at + LENGTH);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + LENGTH);
}
