// Whether the counter may ring, as wished and as the browser allows, and the ringing itself.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { kept } from '../gate/kept.ts';
import { createBell } from './bell.ts';

const BELL = createBell();
const WISH = kept('klikandgo.console.sound', () => window.localStorage);
/** Milliseconds from one ring to the next. */
const AGAIN = 4_000;

/** `off`: not wished; `blocked`: wished, and the browser waits for a tap; `none`: the device has no sound. */
export type SoundState = 'off' | 'blocked' | 'on' | 'none';

export interface Sound {
  readonly state: SoundState;
  readonly turnOn: () => void;
  readonly turnOff: () => void;
}

export function useSound(isRinging: boolean): Sound {
  const bell = useSyncExternalStore(BELL.subscribe, BELL.state);
  const [isWished, setWished] = useState(() => WISH.read() === 'on');
  const state: SoundState =
    bell === 'none' ? 'none' : !isWished ? 'off' : bell === 'ready' ? 'on' : 'blocked';

  // Some counters' browsers are set up to allow sound without a tap.
  useEffect(() => {
    if (isWished) void BELL.unlock();
  }, [isWished]);

  // Any tap will do for the browser, once the sound is wished: after a reload nobody has to look for the button.
  useEffect(() => {
    if (state !== 'blocked') return undefined;
    const unlock = (): void => void BELL.unlock();
    window.addEventListener('pointerdown', unlock);
    window.addEventListener('keydown', unlock);
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
  }, [state]);

  useEffect(() => {
    if (!isRinging || state !== 'on') return undefined;
    BELL.ring();
    const again = setInterval(() => BELL.ring(), AGAIN);
    return () => clearInterval(again);
  }, [isRinging, state]);

  return {
    state,
    turnOn() {
      WISH.write('on');
      setWished(true);
      // Heard at once: whoever turns it on knows what to listen for.
      void BELL.unlock().then(() => BELL.ring());
    },
    turnOff() {
      WISH.write('off');
      setWished(false);
    },
  };
}
