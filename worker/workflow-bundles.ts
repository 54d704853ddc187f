// The workflow bundles: which kinds there are, and where each lies. All replay each other's histories.

export interface BundleKind {
  /** With Temporal's interceptors for OpenTelemetry, which the others need not carry. */
  readonly isTraced: boolean;
  /** Writes errors as payloads; unencrypted, those would only be harder to read. */
  readonly isEncrypting: boolean;
}

export const BUNDLE_KINDS: readonly BundleKind[] = [
  { isTraced: false, isEncrypting: false },
  { isTraced: true, isEncrypting: false },
  { isTraced: false, isEncrypting: true },
  { isTraced: true, isEncrypting: true },
];

/** @param path of the plain one, which the others lie beside. */
export const bundlePath = (path: string, { isTraced, isEncrypting }: BundleKind): string =>
  path.replace(/(\.js)?$/, `${isTraced ? '-traced' : ''}${isEncrypting ? '-encrypting' : ''}.js`);
