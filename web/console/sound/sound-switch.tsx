// Turns the bell on and off, and says at all times whether it would be heard.
import { useWords } from '../../language/words.tsx';
import { Sign } from '../signs.tsx';
import type { Sound } from './use-sound.ts';

export function SoundSwitch({ sound: { state, turnOn, turnOff } }: { readonly sound: Sound }) {
  const { texts } = useWords();
  const { soundNone, soundOn, soundOff, soundIsOn, soundIsOff, soundBlocked } = texts.console;
  if (state === 'none') return <p className="desk-sound-words">{soundNone}</p>;
  if (state === 'on') {
    return (
      <div className="desk-sound">
        <p className="desk-sound-words" role="status">
          <Sign name="bell" />
          <span>{soundIsOn}</span>
        </p>
        <button type="button" className="desk-button" onClick={turnOff}>
          <Sign name="bell-off" />
          <span>{soundOff}</span>
        </button>
      </div>
    );
  }
  return (
    <div className="desk-sound desk-sound-silent">
      <p className="desk-sound-words" role="status">
        {state === 'blocked' ? soundBlocked : soundIsOff}
      </p>
      <button type="button" className="desk-button desk-button-strong" onClick={turnOn}>
        <Sign name="bell" />
        <span>{soundOn}</span>
      </button>
    </div>
  );
}
