// Port: where a process tells what happens. Facts first, then a sentence; never personal data or secrets.
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
