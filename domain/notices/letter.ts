// A letter: what a mail says, before it is made of text or HTML.
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Shown one below the other. */
  readonly lines: readonly string[];
  /** Opening it shows something, and decides nothing. */
  readonly link: { readonly text: string; readonly url: string };
  readonly footer: string;
}
