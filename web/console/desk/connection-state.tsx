// Says at all times whether what is shown is what there is.
import { useWords } from '../../language/words.tsx';
import { Sign } from '../signs.tsx';
import { type Connection, type ConnectionTone, connectionWords } from './connection.ts';

const SIGN = { good: 'check', wait: 'clock', bad: 'warning' } as const satisfies Record<
  ConnectionTone,
  string
>;

export function ConnectionState({ connection }: { readonly connection: Connection }) {
  const { texts, formats } = useWords();
  const { tone, words } = connectionWords(connection, texts, formats.clock);
  return (
    <p className={`desk-connection desk-connection-${tone}`} role="status">
      <Sign name={SIGN[tone]} />
      <span>{words}</span>
    </p>
  );
}
