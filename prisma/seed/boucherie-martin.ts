// Seed: a butcher's shop in Lyon.
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import { openOn, perKg, perPiece, type ShopSeed } from './shop-seed.ts';

export const BOUCHERIE_MARTIN: ShopSeed = {
  id: 'boucherie-martin',
  name: 'Boucherie Martin (Lyon)',
  email: 'commandes@boucherie-martin.example',
  policy: DEFAULT_POLICY,
  members: ['user_boucher_boucherie-martin'],
  // Closed on Mondays, as butchers are, and at lunch.
  hours: [
    ...openOn(
      [2, 3, 4, 5],
      [
        ['08:00', '12:45'],
        ['15:30', '19:15'],
      ],
    ),
    ...openOn(
      [6],
      [
        ['07:30', '13:00'],
        ['15:00', '19:00'],
      ],
    ),
    ...openOn([7], [['08:00', '12:30']]),
  ],
  products: [
    ...perKg('Bœuf', [
      ['boeuf-bavette', 'Bavette d’aloyau', 2490],
      ['boeuf-entrecote', 'Entrecôte maturée', 3490],
      ['boeuf-faux-filet', 'Faux-filet', 2990],
      ['boeuf-filet', 'Filet de bœuf', 4590],
      ['boeuf-bourguignon', 'Bœuf à bourguignon', 1690],
      ['boeuf-pot-au-feu', 'Assortiment pot-au-feu', 1490],
    ]),
    ...perPiece('Bœuf', [['steak-hache-150', 'Steak haché façon bouchère 150 g', 290]]),
    ...perKg('Veau', [
      ['veau-escalope', 'Escalope de veau', 3190],
      ['veau-blanquette', 'Veau pour blanquette', 1990],
    ]),
    ...perKg('Agneau', [
      ['agneau-gigot', 'Gigot d’agneau', 2690],
      ['agneau-cotelettes', 'Côtelettes d’agneau', 2950],
    ]),
    ...perKg('Porc', [
      ['porc-filet-mignon', 'Filet mignon de porc', 1790],
      ['porc-echine', 'Échine de porc', 1190],
    ]),
    ...perKg('Volaille', [['poulet-filet', 'Filet de poulet fermier', 1890]]),
    ...perPiece('Volaille', [
      ['poulet-fermier', 'Poulet fermier de l’Ain (environ 1,6 kg)', 1890],
      ['caille', 'Caille des Dombes', 590],
    ]),
    ...perKg('Charcuterie', [['jambon-blanc', 'Jambon blanc à l’os', 2390]]),
    ...perPiece('Charcuterie', [
      ['saucisson-a-cuire', 'Saucisson à cuire pistaché', 990],
      ['rosette-de-lyon', 'Rosette de Lyon (250 g)', 850],
      ['pate-croute', 'Pâté en croûte (la tranche)', 490],
    ]),
  ],
};
