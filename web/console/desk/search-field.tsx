// Where one types a code, a name or a number.
import { useRef } from 'react';
import { useWords } from '../../language/words.tsx';
import { Sign } from '../signs.tsx';

interface Props {
  readonly wanted: string;
  readonly setWanted: (wanted: string) => void;
}

export function SearchField({ wanted, setWanted }: Props) {
  const { texts } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const clear = (): void => {
    setWanted('');
    field.current?.focus();
  };
  return (
    <search className="desk-search">
      <Sign name="search" />
      <input
        ref={field}
        className="input desk-search-field"
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-label={texts.console.search}
        placeholder={texts.console.searchHint}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
        onKeyDown={({ key }) => (key === 'Escape' ? clear() : undefined)}
      />
      {wanted === '' ? null : (
        <button type="button" className="button button-quiet desk-search-clear" onClick={clear}>
          {texts.console.clear}
        </button>
      )}
    </search>
  );
}
