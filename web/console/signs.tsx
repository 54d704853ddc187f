// Drawn signs of the counter. They say nothing that the words beside them do not say.
const PATHS = {
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15l1.5-2zM10 21h4',
  'bell-off': 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15l1.5-2zM10 21h4M3.5 3.5l17 17',
  card: 'M3 6h18v12H3V6zm0 4h18M6.5 14.5h4',
  cash: 'M3 6.5h18v11H3v-11zm9 2.7a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6zM6 9.5v5M18 9.5v5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 7v5l3.5 2M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z',
  cross: 'M6 6l12 12M18 6L6 18',
  day: 'M4 6h16v14H4V6zm0 4.5h16M8 3.5V7M16 3.5V7',
  history: 'M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.8',
  inbox: 'M4 13l3-8h10l3 8v6H4v-6zm0 0h5a3 3 0 0 0 6 0h5',
  knife: 'M4 20l6.5-6.5M8 16l9.5-12c2.5 3 2.5 7 0 9.5l-4 4L10.500 13.500',
  note: 'M5 5h14v10H11l-4.500 4v-4H5V5z',
  phone:
    'M7 3.500l3 4.500-2 2.200a12 12 0 0 0 5.800 5.800L16 14l4.500 3-1 3.500C11 21 3 13 3.500 4.500L7 3.500z',
  printer: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6z',
  search: 'M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM15.500 15.500L20.500 20.500',
  warning: 'M12 4l9 16H3L12 4zm0 6v4.500m0 2.600v.1',
} as const;

export type SignName = keyof typeof PATHS;

export function Sign({ name }: { readonly name: SignName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
