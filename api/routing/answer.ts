// What a route answers, as a value; problems are thrown as refusals.
import type { Response } from 'express';
import type { PageAsset } from '../pages/built-pages.ts';

export type Answer =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly body: unknown }
  | { readonly kind: 'html'; readonly html: string }
  /** `path` is absolute and never made of anything a request said. */
  | { readonly kind: 'file'; readonly path: string }
  /** Its name changes with its content: it may be kept for ever. */
  | { readonly kind: 'asset'; readonly asset: PageAsset }
  | { readonly kind: 'script'; readonly source: string }
  /** Goes on by itself once opened. @throws Refusal as long as nothing was sent. */
  | { readonly kind: 'stream'; readonly open: (response: Response) => void };

export const ok = (body: unknown): Answer => ({ kind: 'json', status: 200, body });
export const created = (body: unknown): Answer => ({ kind: 'json', status: 201, body });
export const accepted = (body: unknown): Answer => ({ kind: 'json', status: 202, body });
