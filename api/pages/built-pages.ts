// The built pages as the API serves them: read once at start, given by the composition root.
export interface PageAsset {
  readonly contentType: string;
  readonly plain: Uint8Array;
  readonly gzip: Uint8Array;
}

export interface BuiltPages {
  /** One document for every page: its script reads the address. */
  readonly html: string;
  /** By file name; each name carries a hash of its content. */
  readonly assets: ReadonlyMap<string, PageAsset>;
}
