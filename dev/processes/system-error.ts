// Errors of the operating system, told apart by their codes.

/** @param code as in `errno`: `ENOENT`. */
export const isSystemError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
