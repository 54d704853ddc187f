// French: the butcher's console.
export const CONSOLE = {
  title: 'Espace boucher',
  soon: 'La console arrive ici.',
};
