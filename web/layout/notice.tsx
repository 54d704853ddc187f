// A sentence that must be read, with what can be done about it.
import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

interface Props {
  readonly kind: 'problem' | 'info';
  readonly title?: string;
  readonly children: ReactNode;
}

/** A problem is read out at once, an information when there is a pause. */
export function Notice({ kind, title, children }: Props) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <Icon name={kind === 'problem' ? 'warning' : 'clock'} />
      <div className="notice-body">
        {title === undefined ? null : <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
