// Seed: a butcher's shop in Nantes.
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import { openOn, perKg, perPiece, type ShopSeed } from './shop-seed.ts';

export const MAISON_DUBOIS: ShopSeed = {
  id: 'maison-dubois',
  name: 'Maison Dubois (Nantes)',
  email: 'commandes@maison-dubois.example',
  policy: DEFAULT_POLICY,
  members: ['user_boucher_maison-dubois'],
  hours: [
    ...openOn(
      [2, 3, 4, 5],
      [
        ['08:30', '13:00'],
        ['15:00', '19:30'],
      ],
    ),
    ...openOn([6], [['08:00', '19:00']]),
    ...openOn([7], [['08:30', '12:45']]),
  ],
  products: [
    ...perKg('Bœuf', [
      ['boeuf-onglet', 'Onglet de bœuf', 2590],
      ['boeuf-cote', 'Côte de bœuf parthenaise', 3290],
      ['boeuf-rumsteck', 'Pavé de rumsteck', 2790],
      ['boeuf-paleron', 'Paleron à braiser', 1590],
      ['boeuf-hache', 'Viande hachée 5 % MG', 1690],
      ['boeuf-tartare', 'Tartare préparé', 2290],
    ]),
    ...perKg('Veau', [
      ['veau-roti', 'Rôti de veau noix', 3090],
      ['veau-jarret', 'Jarret de veau pour osso-buco', 1990],
    ]),
    ...perKg('Agneau', [
      ['agneau-epaule', 'Épaule d’agneau', 2190],
      ['agneau-navarin', 'Agneau pour navarin', 1790],
    ]),
    ...perPiece('Agneau', [['merguez', 'Merguez pur agneau', 145]]),
    ...perKg('Porc', [
      ['porc-roti', 'Rôti de porc filet', 1390],
      ['porc-travers', 'Travers de porc', 1090],
    ]),
    ...perPiece('Porc', [
      ['saucisse-au-muscadet', 'Saucisse au muscadet', 210],
      ['andouillette', 'Andouillette ficelle', 390],
    ]),
    ...perPiece('Volaille', [
      ['poulet-ancenis', 'Poulet d’Ancenis Label Rouge (environ 1,5 kg)', 1650],
      ['magret-canard', 'Magret de canard (environ 350 g)', 890],
      ['canard-challans', 'Canard de Challans (environ 2 kg)', 2890],
    ]),
    ...perKg('Charcuterie', [['rillettes', 'Rillettes de porc', 1690]]),
    ...perPiece('Charcuterie', [['boudin-noir', 'Boudin noir aux oignons', 240]]),
  ],
};
