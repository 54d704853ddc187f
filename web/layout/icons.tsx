// Drawn signs. They say nothing that the words beside them do not say.
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  bag: 'M5 8h14l-1 12H6L5 8zm4 0V6.5a3 3 0 0 1 6 0V8',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 7v5l3.5 2M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z',
  cross: 'M6 6l12 12M18 6L6 18',
  minus: 'M6 12h12',
  plus: 'M6 12h12M12 6v12',
  receipt: 'M6 3.5h12v17l-3-2-3 2-3-2-3 2v-17zM9.5 8.5h5M9.5 12h5',
  warning: 'M12 4l9 16H3L12 4zm0 6v4.5m0 2.6v.1',
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
