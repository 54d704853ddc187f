// Seed: a shop that never closes and whose deadlines are seconds, so that they can be watched.
import { seconds } from '../../domain/time.ts';
import { openOn, perKg, perPiece, type ShopSeed } from './shop-seed.ts';

export const DEMO_EXPRESS: ShopSeed = {
  id: 'demo-express',
  name: 'Démo Express',
  email: 'commandes@demo-express.example',
  policy: { paymentWindow: seconds(10), decisionWindow: seconds(8), pickupGrace: seconds(6) },
  members: ['user_boucher_demo-express'],
  hours: openOn([1, 2, 3, 4, 5, 6, 7], [['00:00', '24:00']]),
  products: [
    ...perKg('Bœuf', [
      ['boeuf-bavette', 'Bavette d’aloyau', 2490],
      ['boeuf-entrecote', 'Entrecôte', 3390],
    ]),
    ...perKg('Volaille', [['poulet-filet', 'Filet de poulet fermier', 1890]]),
    ...perPiece('Volaille', [['poulet-fermier', 'Poulet fermier', 1790]]),
    ...perPiece('Charcuterie', [
      ['merguez', 'Merguez', 145],
      ['saucisson-sec', 'Saucisson sec', 890],
    ]),
  ],
};
