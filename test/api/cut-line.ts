// A line to the database that a test can cut, and the ports behind it.
export class DatabaseAway extends Error {}

export interface Line {
  readonly database: 'open' | 'away' | 'marks_away';
}

export function knock({ database }: Line): void {
  if (database === 'away') throw new DatabaseAway('no connection');
}

/** The same port, behind a line that can be cut. */
export function cuttable<Port extends object>(port: Port, line: Line): Port {
  return new Proxy(port, {
    get: (target, name) => {
      knock(line);
      return Reflect.get(target, name);
    },
  });
}
